// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/EnabledNote.h"

#include "app/console/widgets/Button.h"
#include "app/console/widgets/ThemedLabel.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QPainter>

namespace postern
{

EnabledNote::EnabledNote(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme),
      m_sentence(new ThemedLabel(theme, TextStyle::Body, ColorRole::Text, {}, this)),
      m_button(new Button(theme, Button::Kind::Secondary, {}, this))
{
    setObjectName(QStringLiteral("enabledNote"));
    setMinimumHeight(theme.px(2 * 20 + 16)); // of two lines, so that nothing moves when it is one
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(12 + 18 + 10), theme.px(8), theme.px(8), theme.px(8));
    row->setSpacing(theme.px(12));
    m_sentence->setObjectName(QStringLiteral("enabledNoteLabel"));
    m_sentence->setWordWrap(true);
    m_button->setObjectName(QStringLiteral("switchEntryButton"));
    row->addWidget(m_sentence, 1);
    row->addWidget(m_button, 0);
    connect(m_button, &Button::clicked, this, &EnabledNote::toggled);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void EnabledNote::tell(bool isStored, bool isWanted)
{
    const QString before = m_sentence->text();
    if (isStored == isWanted) {
        m_sentence->setText(tr("This entry is switched off. Nothing in it takes effect until it is "
                               "switched on."));
        m_button->setText(tr("Switch on"));
    } else {
        m_sentence->setText(isWanted ? tr("Save switches this entry on.")
                                     : tr("Save switches this entry off."));
        m_button->setText(isWanted ? tr("Leave it off") : tr("Leave it on"));
    }
    const bool isShown = !isStored || !isWanted;
    setVisible(isShown);
    setAccessibleName(m_sentence->text());
    if (isShown && m_sentence->text() != before) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void EnabledNote::setReadOnly()
{
    m_button->hide();
}

void EnabledNote::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(ColorRole::WarningBand));
    painter.drawRoundedRect(rect(), m_theme.px(8), m_theme.px(8));
    painter.drawPixmap(
        m_theme.px(12), (height() - m_theme.px(18)) / 2,
        m_theme.icon(QStringLiteral("warning"), 18, ColorRole::Warning, devicePixelRatioF()));
}

} // namespace postern
