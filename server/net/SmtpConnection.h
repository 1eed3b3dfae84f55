// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/SessionContent.h"
#include "server/net/SessionJournal.h"
#include "server/net/SessionLogin.h"
#include "server/net/SessionPolicy.h"
#include "server/net/SmtpServerContext.h"
#include "server/net/TcpStream.h"
#include "server/net/TlsStream.h"
#include "server/smtp/SmtpSession.h"

#include <QObject>

#include <chrono>
#include <deque>
#include <memory>

namespace postern::net
{

/// One client: a socket, TLS once it is begun, and the SmtpSession whose actions it performs, each
/// with the part that knows how: policy, login, content. It takes nothing from the socket while the
/// session waits, the storage is behind, or the client does not read its replies. Lives on its
/// worker's thread.
class SmtpConnection : public QObject
{
    Q_OBJECT

public:
    using Clock = std::chrono::steady_clock;

    /// Takes the descriptor over. `client` is folded; its connection is counted already and is
    /// given back by the destructor.
    SmtpConnection(int descriptor, const IpAddress &client, ListenerContextPtr listener,
                   SmtpServerContext &server, std::shared_ptr<Mailbox> mailbox,
                   QObject *parent = nullptr);
    ~SmtpConnection() override;

    /// Greets, or waits for the handshake.
    void start();
    /// 421 at the next chance.
    void shutDown();
    /// The worker calls this a few times a second.
    void checkDeadline(Clock::time_point now);

Q_SIGNALS:
    /// It is over; delete it. Emitted once.
    void finished(postern::net::SmtpConnection *self);

private:
    enum class Phase
    {
        Talking,
        Handshaking,
        Closing, ///< our side is ended; what still comes is thrown away
        Finished
    };

    void readMore();
    [[nodiscard]] bool canTake() const;
    void takeBytes(QByteArrayView bytes);
    void takeEncrypted(QByteArrayView bytes);
    void handshakeDone();
    void beginTls();
    void run(smtp::Actions actions);
    void perform(smtp::action::SendReply &action);
    void perform(smtp::action::StartTls &action);
    void perform(smtp::action::StartSasl &action);
    void perform(smtp::action::ContinueSasl &action);
    void perform(smtp::action::AbortSasl &action);
    void perform(smtp::action::DecideMail &action);
    void perform(smtp::action::DecideRecipient &action);
    void perform(smtp::action::BeginContent &action);
    void perform(smtp::action::AppendContent &action);
    void perform(smtp::action::CommitMessage &action);
    void perform(smtp::action::DiscardContent &action);
    void perform(smtp::action::Close &action);

    void flush();
    void touch(bool isAnswered);
    void close(QByteArrayView why);
    void closeAfterWait(QByteArrayView why);
    void finish(QByteArrayView why);

    SmtpServerContext &m_server;
    const ListenerContextPtr m_listener;
    const IpAddress m_client;
    const SharedSnapshot<SessionLimits>::Ptr m_limits;
    TcpStream m_stream;
    std::unique_ptr<TlsStream> m_tls;
    smtp::SmtpSession m_session;
    SessionJournal m_journal;
    SessionPolicy m_policy;
    SessionLogin m_login;
    SessionContent m_content;
    Phase m_phase = Phase::Talking;
    Clock::time_point m_deadline;
    Clock::time_point m_contentDeadline; // of the message that comes in, else never

    std::deque<smtp::Action> m_actions; // to be performed, in order
    bool m_isRunning = false;
    QByteArray m_output; // replies of this turn, sent in one write
    bool m_isCloseAsked = false;
    QByteArray m_closeReason;
};

} // namespace postern::net
