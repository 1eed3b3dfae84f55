// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/SmtpSession.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

using namespace postern;
using namespace postern::smtp;

namespace
{

// Byte 0 of an input chooses the state that the session is put into, byte 1 the answers that it
// gets, byte 2 the size of the pieces; the rest is what the client sends.
constexpr std::size_t headerSize = 3;

constexpr std::array<const char *, 9> preludes{
    "",
    "EHLO c.test\r\n",
    "HELO c.test\r\n",
    "EHLO c.test\r\nMAIL FROM:<a@c.test>\r\n",
    "EHLO c.test\r\nMAIL FROM:<a@c.test>\r\nRCPT TO:<b@here.test>\r\n",
    "EHLO c.test\r\nMAIL FROM:<a@c.test>\r\nRCPT TO:<b@here.test>\r\nDATA\r\n",
    "EHLO c.test\r\nMAIL FROM:<a@c.test>\r\nRCPT TO:<b@here.test>\r\nDATA\r\nx\r\n",
    "EHLO c.test\r\nAUTH LOGIN\r\n",
    "EHLO c.test\r\nAUTH PLAIN AGEAYg==\r\n",
};

void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

/// The session with a world that answers by the bits of a number, and checks what it does.
class Harness
{
public:
    explicit Harness(std::uint8_t answers) : m_answers(answers), m_session(config())
    {
        take(m_session.start());
    }

    /// Bytes of the client, sometimes while the session still waits for an answer.
    void send(QByteArrayView bytes)
    {
        m_seen.append(bytes);
        take(m_session.feed(bytes));
        if (nextAnswer())
            settle();
    }

    /// The commands that lead to a state; an AUTH among them stays unanswered.
    void prepare(QByteArrayView commands)
    {
        m_seen.append(commands);
        take(m_session.feed(commands));
        while (m_session.isWaiting() && m_session.stateName() != "AwaitingSasl")
            take(answer());
    }

    void settle()
    {
        // Each question costs input, so this ends.
        while (m_session.isWaiting() && !m_isClosed)
            take(answer());
    }

    void end()
    {
        take(m_session.timedOut());
        require(m_isClosed && !m_isContentOpen);
    }

    void setAnswers(std::uint8_t answers) { m_answers = answers; }

private:
    static SessionConfig config()
    {
        SessionConfig config;
        config.hostname = "mx.test";
        config.isTlsAvailable = true;
        config.isAuthWithoutTls = true;
        config.mechanisms = {"PLAIN", "LOGIN"};
        config.maxMessageSize = 2000;
        config.maxRecipients = 5;
        return config;
    }

    [[nodiscard]] bool nextAnswer()
    {
        m_answers = static_cast<std::uint8_t>((m_answers << 1U) | (m_answers >> 7U));
        return (m_answers & 1U) != 0;
    }

    Actions answer()
    {
        const QByteArray state = m_session.stateName();
        if (state == "AwaitingTls")
            return m_session.tlsStarted();
        if (state == "AwaitingStorage")
            return m_session.resume(nextAnswer()
                                        ? StoreOutcome{StoreOutcome::Kind::Stored, u"Q1"_qs, {}}
                                        : StoreOutcome{StoreOutcome::Kind::Failed, {}, {}});
        if (state == "AwaitingSasl") {
            if (nextAnswer())
                return m_session.resume(SaslOutcome{SaslOutcome::Kind::Challenge, "x", {}, {}});
            return m_session.resume(nextAnswer()
                                        ? SaslOutcome{SaslOutcome::Kind::Success, {}, u"a"_qs, {}}
                                        : SaslOutcome{SaslOutcome::Kind::Failure, {}, {}, {}});
        }
        if (nextAnswer())
            return m_session.resume(PolicyAnswer{true, {}, {}, {}});
        return m_session.resume(PolicyAnswer{false, {450, "4.7.1", "Later"}, {}, {}});
    }

    void take(const Actions &actions)
    {
        require(!m_isClosed || actions.empty());
        for (const Action &action : actions) {
            require(!m_isClosed);
            check(action);
        }
        require(m_session.isWaiting() == isWaitingState(m_session.stateName()));
        require(m_isClosed == (m_session.stateName() == "Closed"));
    }

    static bool isWaitingState(const QByteArray &name) { return name.startsWith("Awaiting"); }

    void check(const Action &action)
    {
        if (const auto *said = std::get_if<action::SendReply>(&action))
            checkReply(said->reply.toWire());
        else if (std::holds_alternative<action::Close>(action))
            m_isClosed = true;
        else
            checkContent(action);
    }

    static void checkReply(const QByteArray &wire)
    {
        require(wire.endsWith("\r\n"));
        const QList<QByteArray> lines = wire.chopped(2).split('\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const bool isLast = i + 1 == lines.size();
            const QByteArray line = isLast ? lines[i] : lines[i].chopped(1);
            require(isLast || lines[i].endsWith('\r'));
            require(line.size() >= 4 && line.size() <= 510 && line[3] == (isLast ? ' ' : '-'));
            require(line[0] >= '2' && line[0] <= '5' && line.left(3) == wire.left(3));
            require(std::none_of(line.begin(), line.end(),
                                 [](char c) { return c < 0x20 || c > 0x7e; }));
        }
    }

    void checkContent(const Action &action)
    {
        if (std::holds_alternative<action::BeginContent>(action)) {
            require(!m_isContentOpen);
            m_isContentOpen = true;
            m_content.clear();
        } else if (const auto *piece = std::get_if<action::AppendContent>(&action)) {
            require(m_isContentOpen && !piece->bytes.isEmpty());
            require(piece->bytes.size() <= SmtpSession::maxContentPiece);
            m_content += piece->bytes;
        } else if (std::holds_alternative<action::DiscardContent>(action)) {
            require(m_isContentOpen);
            m_isContentOpen = false;
        } else if (std::holds_alternative<action::CommitMessage>(action)) {
            require(m_isContentOpen);
            m_isContentOpen = false;
            checkCommitted();
        }
    }

    void checkCommitted() const
    {
        require(m_seen.contains("\r\n.\r\n"));
        require(m_content.size() <= config().maxMessageSize);
        require(m_content.isEmpty() || m_content.endsWith("\r\n"));
        QByteArray rest = m_content;
        rest.replace("\r\n", "");
        require(!rest.contains('\r') && !rest.contains('\n') && !rest.contains('\0'));
    }

    std::uint8_t m_answers;
    SmtpSession m_session;
    QByteArray m_seen;
    QByteArray m_content;
    bool m_isContentOpen = false;
    bool m_isClosed = false;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < headerSize)
        return 0;
    // On the way to the state every answer is yes.
    Harness harness(0xff);
    const char *prelude = preludes[data[0] % preludes.size()];
    harness.prepare(prelude);
    harness.setAnswers(data[1]);
    const QByteArrayView bytes(reinterpret_cast<const char *>(data + headerSize),
                               static_cast<qsizetype>(size - headerSize));
    const qsizetype piece = data[2] == 0 ? std::max<qsizetype>(bytes.size(), 1) : data[2];
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        harness.send(bytes.sliced(at, std::min(piece, bytes.size() - at)));
    harness.settle();
    harness.end();
    return 0;
}
