// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/StatusStrip.h"

#include "app/console/widgets/Button.h"
#include "app/console/widgets/ThemedLabel.h"

#include <QBoxLayout>
#include <QPainter>

namespace postern
{

StatusStrip::StatusStrip(const Theme &theme, QWidget *parent)
    : Surface(theme, ColorRole::Rail, parent),
      m_connection(new ThemedLabel(theme, TextStyle::Secondary, ColorRole::Text, {}, this)),
      m_action(new Button(theme, Button::Kind::Quiet, {}, this)),
      m_version(new ThemedLabel(theme, TextStyle::Secondary, ColorRole::Muted, {}, this)),
      m_administrator(new ThemedLabel(theme, TextStyle::Secondary, ColorRole::Muted, {}, this)),
      m_lastChange(new ThemedLabel(theme, TextStyle::Secondary, ColorRole::Muted, {}, this))
{
    setObjectName(QStringLiteral("statusStrip"));
    setLine(Qt::TopEdge);
    setFixedHeight(theme.px(28));
    m_connection->setObjectName(QStringLiteral("connectionLabel"));
    m_version->setObjectName(QStringLiteral("versionLabel"));
    m_administrator->setObjectName(QStringLiteral("administratorLabel"));
    m_lastChange->setObjectName(QStringLiteral("lastChangeLabel"));
    m_connection->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(32), 1, theme.px(16), 0);
    row->setSpacing(0);
    m_connection->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_connection->setMinimumWidth(0);
    m_action->setObjectName(QStringLiteral("connectionButton"));
    m_action->setFont(theme.font(TextStyle::Header));
    m_action->setFixedHeight(theme.px(24));
    m_action->setFocusPolicy(Qt::TabFocus); // a click leaves the keyboard where it is
    m_action->hide();
    connect(m_action, &Button::clicked, this, &StatusStrip::actionTriggered);
    row->addWidget(m_connection);
    row->addSpacing(theme.px(4));
    row->addWidget(m_action);
    row->addSpacing(theme.px(8));
    row->addWidget(m_version);
    row->addStretch(1);
    row->addWidget(m_administrator);
    m_lastChange->setContentsMargins(theme.px(24), 0, 0, 0);
    m_lastChange->hide();
    row->addWidget(m_lastChange);
}

void StatusStrip::setConnection(Sign sign, const QString &sentence, const QString &version)
{
    m_sign = sign;
    m_connection->setText(sentence);
    m_connection->setToolTip(sentence);
    m_version->setText(version);
    update();
}

void StatusStrip::setAction(const QString &text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

void StatusStrip::setAdministrator(const QString &text)
{
    m_administrator->setText(text);
}

void StatusStrip::setLastChange(const QString &text, const QString &exact)
{
    m_lastChange->setText(text);
    m_lastChange->setToolTip(exact);
    m_lastChange->setVisible(!text.isEmpty());
}

QWidget *StatusStrip::actionButton() const
{
    return m_action;
}

QString StatusStrip::connectionText() const
{
    return m_connection->text();
}

void StatusStrip::paintEvent(QPaintEvent *event)
{
    Surface::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_sign == Sign::Good) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().color(ColorRole::Success));
        painter.drawEllipse(QPointF(theme().px(20), height() / 2.0 + 0.5), theme().px(4),
                            theme().px(4));
        return;
    }
    const bool waiting = m_sign == Sign::Waiting;
    const int size = theme().px(14);
    painter.drawPixmap(theme().px(13), (height() - size) / 2,
                       theme().icon(waiting ? QStringLiteral("refresh") : QStringLiteral("failed"),
                                    14, waiting ? ColorRole::Warning : ColorRole::Danger,
                                    devicePixelRatioF()));
}

} // namespace postern
