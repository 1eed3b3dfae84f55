// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/MessageStay.h"

#include "app/console/widgets/MessageBar.h"

#include <QApplication>
#include <QEvent>

#include <algorithm>

namespace postern
{

MessageStay::MessageStay(MessageBar &bar) : QObject(&bar), m_bar(bar), m_timer(new QTimer(&bar))
{
    m_timer->setObjectName(QStringLiteral("messageStayTimer"));
    m_timer->setSingleShot(true);
    bar.installEventFilter(this);
    connect(&bar, &MessageBar::messageShown, this, &MessageStay::onMessageShown);
    connect(m_timer, &QTimer::timeout, this, [this] {
        m_leftMs = 0;
        m_bar.withdraw(m_bar.number());
    });
    connect(qApp, &QApplication::focusChanged, this, &MessageStay::goOnOrPause);
}

void MessageStay::setCovered(bool covered)
{
    m_isCovered = covered;
    goOnOrPause();
}

void MessageStay::onMessageShown()
{
    m_timer->stop();
    m_leftMs = !m_bar.isPassing() ? 0 : m_bar.offersAction() ? offerMs : briefMs;
    goOnOrPause();
}

void MessageStay::goOnOrPause()
{
    const QWidget *focus = QApplication::focusWidget();
    const bool isHeld = m_isCovered || !m_bar.isVisible() || m_bar.underMouse()
                        || (focus != nullptr && m_bar.isAncestorOf(focus));
    if (m_timer->isActive() == !isHeld || m_leftMs == 0)
        return;
    if (isHeld) {
        // A coarse timer may say more than it was given.
        m_leftMs = std::clamp(m_timer->remainingTime(), 1, m_leftMs);
        m_timer->stop();
    } else {
        m_timer->start(m_leftMs);
    }
}

bool MessageStay::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Enter:
    case QEvent::Leave:
    case QEvent::Show:
    case QEvent::Hide:
        goOnOrPause();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace postern
