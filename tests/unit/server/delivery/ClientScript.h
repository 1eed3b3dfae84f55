// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/SmtpClientSession.h"

#include <QByteArrayList>

namespace postern::delivery
{

/// A client session with what it asked for, for tests that speak both sides of a conversation.
class ClientScript
{
public:
    explicit ClientScript(ClientTls tls = ClientTls::None, const ClientLogin &login = {})
        : m_session(ClientConfig{"me.example.com", {}, tls, login})
    {
        take(m_session.start());
    }

    SmtpClientSession &session() { return m_session; }
    /// The server says this; answers with what the client sent because of it.
    QByteArray server(const QByteArray &bytes)
    {
        take(m_session.feed(bytes));
        return sent();
    }
    /// The handshake that was asked for is done.
    QByteArray encrypted()
    {
        take(m_session.tlsStarted());
        return sent();
    }
    QByteArray begin(const DeliveryItem &item)
    {
        take(m_session.begin(item));
        return sent();
    }
    QByteArray content(const QByteArrayList &pieces)
    {
        for (const QByteArray &piece : pieces)
            take(m_session.content(piece));
        take(m_session.endContent());
        return sent();
    }
    void take(const ClientActions &actions)
    {
        for (const ClientAction &action : actions) {
            if (const auto *send = std::get_if<client_action::Send>(&action))
                m_sent += send->bytes;
            else if (const auto *finished = std::get_if<client_action::Finished>(&action))
                results.append(finished->results);
            else if (const auto *close = std::get_if<client_action::Close>(&action))
                closings.append(close->reply);
            else if (std::holds_alternative<client_action::WantContent>(action))
                ++contentWanted;
            else if (std::holds_alternative<client_action::StartTls>(action))
                ++handshakes;
        }
    }
    QByteArray sent() { return std::exchange(m_sent, {}); }

    QList<QList<RecipientResult>> results; ///< of each finished message
    QStringList closings;                  ///< reason of each Close
    int contentWanted = 0;
    int handshakes = 0; ///< asked for

private:
    SmtpClientSession m_session;
    QByteArray m_sent;
};

inline DeliveryItem itemTo(const QByteArrayList &recipients, qint64 size = 10)
{
    DeliveryItem item{QStringLiteral("MESSAGE"), "from@example.com", false, size, {}};
    for (const QByteArray &recipient : recipients)
        item.recipients.append({QString::fromUtf8("id-" + recipient), recipient});
    return item;
}

} // namespace postern::delivery
