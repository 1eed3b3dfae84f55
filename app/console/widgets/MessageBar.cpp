// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/MessageBar.h"

#include "app/console/widgets/Button.h"
#include "app/console/widgets/Fade.h"
#include "app/console/widgets/ThemedLabel.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QPainter>

namespace postern
{

namespace
{

struct Look
{
    ColorRole band;
    ColorRole ink;
    const char *icon;
};

Look lookOf(MessageBar::Kind kind)
{
    switch (kind) {
    case MessageBar::Kind::Success:
        return {ColorRole::SuccessBand, ColorRole::Success, "done"};
    case MessageBar::Kind::Information:
        return {ColorRole::InfoBand, ColorRole::Link, "info"};
    case MessageBar::Kind::Warning:
        return {ColorRole::WarningBand, ColorRole::Warning, "warning"};
    case MessageBar::Kind::Error:
        return {ColorRole::DangerBand, ColorRole::Danger, "error"};
    }
    return {ColorRole::InfoBand, ColorRole::Link, "info"};
}

} // namespace

MessageBar::MessageBar(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme),
      m_label(new ThemedLabel(theme, TextStyle::Body, ColorRole::Text, {}, this)),
      m_actionButton(new Button(theme, Button::Kind::Quiet, {}, this)),
      m_closeButton(new Button(theme, Button::Kind::Quiet, {}, this))
{
    setObjectName(QStringLiteral("messageBar"));
    setMinimumHeight(theme.px(40));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(12 + 18 + 10), theme.px(6), theme.px(8), theme.px(6));
    row->setSpacing(theme.px(8));
    m_label->setObjectName(QStringLiteral("messageLabel"));
    m_label->setWordWrap(false);
    row->addWidget(m_label, 1);
    m_actionButton->setObjectName(QStringLiteral("messageActionButton"));
    m_closeButton->setObjectName(QStringLiteral("closeMessageButton"));
    m_closeButton->setAccessibleName(tr("Close this message"));
    m_closeButton->setToolTip(tr("Close this message"));
    m_closeButton->setIconName(QStringLiteral("close"));
    row->addWidget(m_actionButton);
    row->addWidget(m_closeButton);
    connect(m_closeButton, &Button::clicked, this, [this] { withdraw(m_number); });
    connect(m_actionButton, &Button::clicked, this, [this] {
        hide();
        if (m_action)
            m_action();
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void MessageBar::showMessage(Kind kind, const QString &sentence, const QString &actionText,
                             std::function<void()> action)
{
    m_kind = kind;
    m_label->setText(sentence);
    m_label->setToolTip(sentence);
    // A sentence that would take more than the row wraps to two lines instead of pushing the title.
    const int wrapAt = m_theme.px(520);
    const bool isLong = m_label->fontMetrics().horizontalAdvance(sentence) > wrapAt;
    m_label->setWordWrap(isLong);
    m_label->setMinimumWidth(isLong ? wrapAt : 0);
    m_actionButton->setText(actionText);
    m_actionButton->setVisible(!actionText.isEmpty());
    m_actionButton->updateGeometry();
    m_action = std::move(action);
    setAccessibleName(sentence);
    Fade::in(this, isHidden() ? m_theme.motion(150) : 0);
    update();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    ++m_number;
    emit messageShown();
}

bool MessageBar::isPassing() const
{
    return m_kind == Kind::Success || m_kind == Kind::Information;
}

void MessageBar::withdraw(int number)
{
    if (number == m_number)
        Fade::out(this, m_theme.motion(100));
}

QString MessageBar::text() const
{
    return isHidden() ? QString() : m_label->text();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look look = lookOf(m_kind);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(look.band));
    painter.drawRoundedRect(rect(), m_theme.px(8), m_theme.px(8));
    const int size = m_theme.px(18);
    painter.drawPixmap(
        m_theme.px(12), (height() - size) / 2,
        m_theme.icon(QString::fromLatin1(look.icon), 18, look.ink, devicePixelRatioF()));
}

} // namespace postern
