// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/start/ServerRow.h"

#include "app/console/models/RelativeTime.h"
#include "app/console/widgets/Button.h"
#include "app/console/widgets/ThemedLabel.h"

#include <QApplication>
#include <QBoxLayout>
#include <QMouseEvent>
#include <QPainter>

namespace postern
{

namespace
{

QString useText(const ServerProfile &profile, UtcMs now)
{
    if (profile.userName.isEmpty() && profile.lastUsedAt == 0)
        return ServerRow::tr("not signed in yet");
    QStringList parts;
    if (!profile.userName.isEmpty())
        parts.append(profile.userName);
    if (profile.lastUsedAt > 0)
        parts.append(relativeTime(profile.lastUsedAt, now));
    return parts.join(QStringLiteral(", "));
}

} // namespace

ServerRow::ServerRow(const Theme &theme, const ServerProfile &profile, int number, UtcMs now,
                     QWidget *parent)
    : QWidget(parent), m_theme(theme), m_hover(new HoverFade(theme, *this)), m_profile(profile),
      m_connectButton(new Button(theme, Button::Kind::Secondary, tr("Connect"), this))
{
    setObjectName(QStringLiteral("serverRow%1").arg(number));
    setFixedHeight(theme.px(56));
    setCursor(Qt::PointingHandCursor);
    const QString address = profile.address();
    setAccessibleName(address);
    auto *name = new ThemedLabel(theme, TextStyle::Label, ColorRole::Link, address, this);
    auto *user =
        new ThemedLabel(theme, TextStyle::Secondary, ColorRole::Muted, useText(profile, now), this);
    user->setObjectName(QStringLiteral("useLabel%1").arg(number));
    if (profile.lastUsedAt > 0)
        user->setToolTip(exactTime(profile.lastUsedAt));
    m_connectButton->setObjectName(QStringLiteral("connectButton%1").arg(number));
    m_connectButton->setAccessibleName(tr("Connect to %1").arg(address));
    m_connectButton->setCursor(Qt::ArrowCursor);
    auto *remove = new Button(theme, Button::Kind::Quiet, {}, this);
    remove->setObjectName(QStringLiteral("removeButton%1").arg(number));
    remove->setIconName(QStringLiteral("trash"));
    remove->setAccessibleName(tr("Remove %1").arg(address));
    remove->setToolTip(remove->accessibleName());
    remove->setCursor(Qt::ArrowCursor);

    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addStretch(1);
    lines->addWidget(name);
    lines->addWidget(user);
    lines->addStretch(1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(44), 0, theme.px(8), theme.hair());
    row->setSpacing(theme.px(8));
    row->addLayout(lines, 1);
    row->addWidget(m_connectButton);
    row->addWidget(remove);
    connect(m_connectButton, &Button::clicked, this, [this] { emit connectWanted(m_profile); });
    connect(remove, &Button::clicked, this, [this] { emit removeWanted(m_profile); });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    m_tools = {m_connectButton, remove};
    connect(qApp, &QApplication::focusChanged, this, &ServerRow::showTools);
    showTools();
}

// The name leads there; the buttons are drawn in the row that someone is at.
void ServerRow::showTools()
{
    const QWidget *focused = QApplication::focusWidget();
    const bool isUsed = underMouse() || (focused != nullptr && isAncestorOf(focused));
    for (Button *button : std::as_const(m_tools))
        button->setFaint(!isUsed);
}

void ServerRow::enterEvent(QEnterEvent *event)
{
    QWidget::enterEvent(event);
    showTools();
}

void ServerRow::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    showTools();
}

void ServerRow::focusConnect()
{
    m_connectButton->setFocus(Qt::OtherFocusReason);
}

void ServerRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_hover->between(Qt::transparent, m_theme.color(ColorRole::Hover)));
    const int hair = m_theme.hair();
    painter.fillRect(0, height() - hair, width(), hair, m_theme.color(ColorRole::Hair));
    const int size = m_theme.px(18);
    painter.drawPixmap(
        m_theme.px(9), (height() - size) / 2,
        m_theme.icon(QStringLiteral("server"), 18, ColorRole::Muted, devicePixelRatioF()));
}

void ServerRow::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        emit connectWanted(m_profile);
}

} // namespace postern
