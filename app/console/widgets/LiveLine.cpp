// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/LiveLine.h"

#include "app/console/widgets/Button.h"
#include "app/console/widgets/ThemedLabel.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QPainter>

namespace postern
{

LiveLine::LiveLine(const Theme &theme, const QString &objectName, QWidget *parent)
    : QWidget(parent), m_theme(theme),
      m_label(new ThemedLabel(theme, TextStyle::Body, ColorRole::Muted, {}, this)),
      m_corrections(new QWidget(this)), m_correctionRow(new QHBoxLayout(m_corrections))
{
    setObjectName(objectName);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(24), 0, 0, 0);
    column->setSpacing(theme.px(8));
    m_label->setWordWrap(true);
    m_label->setObjectName(objectName + QStringLiteral("Label"));
    column->addWidget(m_label);
    m_correctionRow->setContentsMargins(0, 0, 0, 0);
    m_correctionRow->setSpacing(theme.px(8));
    column->addWidget(m_corrections);
    m_corrections->hide();
    hide();
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void LiveLine::say(Voice voice, const QString &text)
{
    const bool isNews = text != m_label->text() && voice == Voice::Error;
    m_voice = voice;
    m_label->setText(text);
    m_label->setColorRole(voice == Voice::Error     ? ColorRole::Danger
                          : voice == Voice::Warning ? ColorRole::Warning
                          : voice == Voice::Success ? ColorRole::Success
                                                    : ColorRole::Muted);
    setVisible(!text.isEmpty());
    update();
    if (isNews) {
        QAccessibleEvent event(m_label, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void LiveLine::offer(const QStringList &corrections)
{
    while (QLayoutItem *item = m_correctionRow->takeAt(0)) {
        if (QWidget *old = item->widget()) {
            old->hide();
            old->deleteLater();
        }
        delete item;
    }
    for (int i = 0; i < corrections.size(); ++i) {
        const QString &correction = corrections.at(i);
        auto *button = new Button(m_theme, Button::Kind::Correction, tr("Use %1").arg(correction),
                                  m_corrections);
        button->setObjectName(QStringLiteral("correctionButton%1").arg(i));
        connect(button, &Button::clicked, this,
                [this, correction] { emit correctionChosen(correction); });
        m_correctionRow->addWidget(button);
    }
    m_correctionRow->addStretch(1);
    m_corrections->setVisible(!corrections.isEmpty());
}

void LiveLine::clear()
{
    say(Voice::Meaning, {});
    offer({});
}

QString LiveLine::text() const
{
    return m_label->text();
}

void LiveLine::paintEvent(QPaintEvent *)
{
    QString icon = QStringLiteral("info");
    ColorRole role = ColorRole::Muted;
    if (m_voice == Voice::Error) {
        icon = QStringLiteral("error");
        role = ColorRole::Danger;
    } else if (m_voice == Voice::Success) {
        icon = QStringLiteral("done");
        role = ColorRole::Success;
    } else if (m_voice == Voice::Warning) {
        icon = QStringLiteral("warning");
        role = ColorRole::Warning;
    }
    QPainter painter(this);
    const int lineHeight = m_theme.lineHeight(TextStyle::Body);
    const int size = m_theme.px(16);
    painter.drawPixmap(0, (lineHeight - size) / 2,
                       m_theme.icon(icon, 16, role, devicePixelRatioF()));
}

} // namespace postern
