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
/// Delivered follows only the end of data, and nothing is asked for after Close.
class Hop
{
public:
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
        }
    }
    void step(uint8_t choice)
    {
        if (m_session.isReady() && choice % 8 == 1)
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

    SmtpClientSession m_session{ClientConfig{"me.example.com", {}}};
    int m_recipients = 0;
    bool m_isOpen = false;
    bool m_isEnded = false;
    bool m_isClosed = false;
    bool m_isContentWanted = false;
};

} // namespace

/// A zero byte lets the client act, by the byte behind it; all else comes from the next hop.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    Hop hop;
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
