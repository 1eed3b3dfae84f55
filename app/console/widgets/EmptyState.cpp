// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/EmptyState.h"

#include "app/console/widgets/Button.h"
#include "app/console/widgets/ThemedLabel.h"

#include <QBoxLayout>
#include <QPainter>

namespace postern
{

EmptyState::EmptyState(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme),
      m_label(new ThemedLabel(theme, TextStyle::EmptyTitle, ColorRole::Text, {}, this)),
      m_button(new Button(theme, Button::Kind::Secondary, {}, this))
{
    setObjectName(QStringLiteral("emptyState"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(24), theme.px(104), theme.px(24), theme.px(24));
    column->setSpacing(theme.px(20));
    m_label->setObjectName(QStringLiteral("emptyStateLabel"));
    m_label->setAlignment(Qt::AlignHCenter);
    m_label->setWordWrap(true);
    column->addWidget(m_label);
    m_button->setObjectName(QStringLiteral("emptyStateButton"));
    setFocusProxy(m_button);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(1);
    connect(m_button, &Button::clicked, this, &EmptyState::buttonClicked);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void EmptyState::setContent(const QString &icon, const QString &sentence, const QString &buttonText,
                            const QString &buttonIcon)
{
    m_icon = icon;
    m_label->setText(sentence);
    m_button->setText(buttonText);
    m_button->setIconName(buttonIcon);
    m_button->setVisible(!buttonText.isEmpty());
    update();
}

QString EmptyState::text() const
{
    return m_label->text();
}

void EmptyState::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int size = m_theme.px(48);
    painter.drawPixmap((width() - size) / 2, m_theme.px(40),
                       m_theme.icon(m_icon, 48, ColorRole::Muted, devicePixelRatioF()));
}

} // namespace postern
