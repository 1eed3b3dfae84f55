// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/ConnectionStatus.h"

#include "app/console/models/RelativeTime.h"
#include "app/console/widgets/StatusStrip.h"

namespace postern
{

ConnectionStatus::ConnectionStatus(ServerConnection &connection, StatusStrip &strip,
                                   std::function<UtcMs()> now, QObject *parent)
    : QObject(parent), m_connection(connection), m_strip(strip), m_now(std::move(now))
{
    connect(&connection, &ServerConnection::stateChanged, this, &ConnectionStatus::show);
    connect(&connection, &ServerConnection::failed, this, [this](const Error &error) {
        m_failure = error.text;
        show();
    });
    connect(&strip, &StatusStrip::actionTriggered, this, &ConnectionStatus::onAction);
    m_halfMinute.setInterval(30000);
    connect(&m_halfMinute, &QTimer::timeout, this, &ConnectionStatus::showLastChange);
    m_halfMinute.start();
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &ConnectionStatus::show);
    show();
}

void ConnectionStatus::setAtWork(bool atWork)
{
    m_isAtWork = atWork;
    show();
}

void ConnectionStatus::show()
{
    using State = ServerConnection::State;
    const QString server = m_connection.serverName().isEmpty() ? m_connection.profile().host
                                                               : m_connection.serverName();
    const QString why = m_failure.isEmpty() ? QString() : QStringLiteral(": ") + m_failure;
    m_strip.setAdministrator({});
    m_strip.setAction({});
    m_second.stop();
    switch (m_connection.state()) {
    case State::Connected:
        showConnected(server);
        break;
    case State::Reconnecting:
        showReconnecting(server);
        break;
    case State::Connecting:
        m_strip.setConnection(StatusStrip::Sign::Waiting, tr("Connecting to %1").arg(server), {});
        break;
    case State::CertificateChanged:
        m_strip.setConnection(StatusStrip::Sign::Bad,
                              tr("Not connected to %1: its key has changed").arg(server), {});
        m_strip.setAction(m_isAtWork ? tr("Compare") : QString());
        break;
    case State::NeedsLogin:
        m_strip.setConnection(StatusStrip::Sign::Bad, tr("Not signed in to %1").arg(server), {});
        m_strip.setAction(m_isAtWork ? tr("Sign in") : QString());
        break;
    case State::CertificateUnknown:
    case State::Disconnected:
        m_strip.setConnection(StatusStrip::Sign::Bad,
                              server.isEmpty() ? tr("Not connected")
                                               : tr("Not connected to %1").arg(server) + why,
                              {});
        break;
    }
    // The start view tells its own story, except of a key that must not be overlooked.
    m_strip.setVisible(m_isAtWork || m_connection.state() == State::CertificateChanged);
}

void ConnectionStatus::showConnected(const QString &server)
{
    m_failure.clear();
    m_strip.setConnection(StatusStrip::Sign::Good, tr("Connected to %1").arg(server),
                          tr("Postern %1").arg(m_connection.serverVersion()));
    m_strip.setAdministrator(
        QStringLiteral("%1, %2").arg(m_connection.administrator(), roleLabel(m_connection.role())));
    emit serverShown(server);
}

void ConnectionStatus::showReconnecting(const QString &server)
{
    m_second.start();
    const int seconds = (m_connection.msUntilRetry() + 999) / 1000;
    QString sentence = tr("Reconnecting to %1 …").arg(server);
    if (seconds > 1)
        sentence += QStringLiteral("  ") + tr("Next try in %1 s.").arg(seconds);
    if (!m_failure.isEmpty())
        sentence += QStringLiteral("  ") + m_failure;
    m_strip.setConnection(StatusStrip::Sign::Waiting, sentence, {});
    m_strip.setAction(tr("Try now"));
}

void ConnectionStatus::onAction()
{
    if (m_connection.state() == ServerConnection::State::Reconnecting)
        m_connection.retryNow();
    else
        emit attentionWanted();
}

void ConnectionStatus::onChangeSeen(UtcMs at, const QString &by)
{
    if (at < m_lastChangeAt)
        return;
    m_lastChangeAt = at;
    m_lastChangeBy = by;
    showLastChange();
}

void ConnectionStatus::showLastChange()
{
    if (m_lastChangeAt == 0)
        return;
    m_strip.setLastChange(
        tr("Last change %1, %2").arg(relativeTime(m_lastChangeAt, m_now()), m_lastChangeBy),
        exactTime(m_lastChangeAt));
}

} // namespace postern
