// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/SmtpClientSession.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace postern;
using namespace postern::delivery;

namespace
{

/// What must hold whatever a next hop sends: each message gets exactly one result per recipient,
/// Delivered follows only the end of data, nothing is asked for after Close; and neither a login
/// nor mail that demands encryption goes over a plain connection.
class Hop
{
public:
    explicit Hop(uint8_t kind)
        : m_tls(ClientTls(kind % 4)), m_isEncrypted(m_tls == ClientTls::Already),
          m_session(ClientConfig{"me.example.com",
                                 {},
                                 m_tls,
                                 kind & 4 ? ClientLogin{"mary", "open sesame"} : ClientLogin{}})
    {}

    void perform(const ClientActions &actions)
    {
        for (const ClientAction &action : actions) {
            require(!m_isClosed);
            if (const auto *finished = std::get_if<client_action::Finished>(&action))
                onFinished(finished->results);
            else if (std::holds_alternative<client_action::Close>(action))
                m_isClosed = true;
            else if (std::holds_alternative<client_action::WantContent>(action))
                m_isContentWanted = true;
            else if (std::holds_alternative<client_action::StartTls>(action))
                m_isHandshaking = true;
            else if (const auto *send = std::get_if<client_action::Send>(&action))
                onSend(send->bytes);
        }
    }
    void step(uint8_t choice)
    {
        if (std::exchange(m_isHandshaking, false) && choice % 2 == 1) {
            m_isEncrypted = true;
            perform(m_session.tlsStarted());
        } else if (m_session.isReady() && choice % 8 == 1)
            perform(m_session.quit());
        else if (m_session.isReady())
            begin(choice % 3 + 1);
        else if (std::exchange(m_isContentWanted, false))
            sendContent(choice);
        else if (choice == 255)
            perform(m_session.timedOut());
        else if (choice == 254)
            perform(m_session.closed(QStringLiteral("Gone")));
    }
    void feed(QByteArrayView bytes) { perform(m_session.feed(bytes)); }
    void end()
    {
        perform(m_session.closed(QStringLiteral("Gone")));
        require(m_session.isClosed() && m_isClosed && !m_isOpen);
    }
    void start() { perform(m_session.start()); }

private:
    static void require(bool condition)
    {
        if (!condition)
            std::abort();
    }
    void onSend(const QByteArray &bytes)
    {
        require(!bytes.startsWith("AUTH") || m_isEncrypted);
        require(!bytes.startsWith("MAIL") || m_isEncrypted || m_tls != ClientTls::Demand);
    }
    void begin(int recipients)
    {
        DeliveryItem item{QStringLiteral("M"), "a@b.c", false, 4, {}};
        for (int i = 0; i < recipients; ++i)
            item.recipients.append({QString::number(i), "d@e.f"});
        m_recipients = recipients;
        m_isOpen = true;
        m_isEnded = false;
        perform(m_session.begin(item));
    }
    void sendContent(uint8_t choice)
    {
        perform(m_session.content(".\r\n."));
        if (choice == 253) {
            perform(m_session.abortContent(QStringLiteral("No more")));
            return;
        }
        m_isEnded = m_session.isInContent();
        perform(m_session.endContent());
    }
    void onFinished(const QList<RecipientResult> &results)
    {
        require(std::exchange(m_isOpen, false));
        require(results.size() == m_recipients);
        for (const RecipientResult &result : results) {
            require(result.result != RecipientState::Delivered || m_isEnded);
            require(!result.reply.isEmpty());
        }
    }

    const ClientTls m_tls;
    bool m_isEncrypted;
    SmtpClientSession m_session;
    int m_recipients = 0;
    bool m_isOpen = false;
    bool m_isEnded = false;
    bool m_isClosed = false;
    bool m_isContentWanted = false;
    bool m_isHandshaking = false;
};

} // namespace

/// The first byte says how the connection is protected and whether there is a login. A zero byte
/// lets the client act, by the byte behind it; all else comes from the next hop.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView input(data + 1, static_cast<qsizetype>(size) - 1);
    Hop hop(data[0]);
    hop.start();
    qsizetype from = 0;
    while (from < input.size()) {
        qsizetype to = from;
        while (to < input.size() && input[to] != '\0')
            ++to;
        hop.feed(input.sliced(from, to - from));
        if (to + 1 < input.size())
            hop.step(static_cast<uint8_t>(input[to + 1]));
        from = to + 2;
    }
    hop.end();
    return 0;
}
