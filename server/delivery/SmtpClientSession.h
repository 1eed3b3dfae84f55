// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/ClientOpening.h"
#include "server/delivery/ClientTransaction.h"
#include "server/delivery/DeliveryItem.h"
#include "server/delivery/DotStuffing.h"
#include "server/delivery/SmtpReplyReader.h"

#include <chrono>
#include <variant>
#include <vector>

namespace postern::delivery
{

/// How long to wait for the other side at each step (RFC 5321 4.5.3.2).
struct ClientTimeouts
{
    std::chrono::milliseconds connect{30000};    ///< of one address
    std::chrono::milliseconds greeting{300000};  ///< 4.5.3.2.1
    std::chrono::milliseconds hello{300000};     ///< EHLO, STARTTLS, AUTH: not named there
    std::chrono::milliseconds mail{300000};      ///< 4.5.3.2.2
    std::chrono::milliseconds recipient{300000}; ///< 4.5.3.2.3
    std::chrono::milliseconds data{120000};      ///< 4.5.3.2.4
    std::chrono::milliseconds block{180000};     ///< 4.5.3.2.5, each piece of content
    std::chrono::milliseconds end{600000};       ///< 4.5.3.2.6
    std::chrono::milliseconds quit{10000};       ///< nothing depends on this answer
    std::chrono::milliseconds idle{2000}; ///< how long a connection is kept for more messages
};

/// What a client session needs to know when it begins.
struct ClientConfig
{
    QByteArray hostname; ///< our name in EHLO
    ClientTimeouts timeouts;
    ClientTls tls = ClientTls::None;
    ClientLogin login = {}; ///< empty: none
};

/// What SmtpClientSession asks its connection to do, in order.
namespace client_action
{

struct Send
{
    QByteArray bytes;
};
/// Begin the TLS handshake after what was sent before, then call tlsStarted(); or closed().
struct StartTls
{};
/// The session is ready for begin().
struct Ready
{};
/// 354 came: call content() for each piece, then endContent().
struct WantContent
{};
/// The open message is over; one result per recipient (host left empty).
struct Finished
{
    QList<RecipientResult> results;
};
/// Close the connection after what was sent before. `reply` says why when no message was open.
struct Close
{
    QString reply;
};

} // namespace client_action

using ClientAction =
    std::variant<client_action::Send, client_action::StartTls, client_action::Ready,
                 client_action::WantContent, client_action::Finished, client_action::Close>;
using ClientActions = std::vector<ClientAction>;

/// The client's side of one SMTP connection (RFC 5321) without a socket or a clock: bytes in,
/// actions out. Several messages may follow each other; each has one or more recipients. A plain
/// object of one thread; Qt6::Core only.
///
/// Replies become results: 2xx is Delivered, 4xx Deferred, 5xx Failed, anything else Deferred.
/// A refusal before any message (greeting, EHLO, STARTTLS, AUTH) concerns this server and not the
/// message, so it defers whatever its code; so does every broken or silent connection. 552 to RCPT
/// is read as 452 (RFC 5321 4.5.3.1.10).
class SmtpClientSession
{
public:
    explicit SmtpClientSession(ClientConfig config);

    /// The connection stands; the greeting is waited for.
    [[nodiscard]] ClientActions start();
    /// Bytes from the server.
    [[nodiscard]] ClientActions feed(QByteArrayView bytes);
    /// The handshake asked for by StartTls is done, and the certificate is as the caller wants it.
    [[nodiscard]] ClientActions tlsStarted();
    /// The next message; only after Ready, once for each.
    [[nodiscard]] ClientActions begin(const DeliveryItem &item);
    [[nodiscard]] ClientActions content(QByteArrayView piece);
    [[nodiscard]] ClientActions endContent();
    /// The content cannot be read: the connection is dropped so that no part of it counts as mail.
    [[nodiscard]] ClientActions abortContent(const QString &sentence);
    /// Nothing came for timeout().
    [[nodiscard]] ClientActions timedOut();
    /// The other side closed, or the connection broke; `cause` says how, without a full stop.
    [[nodiscard]] ClientActions closed(const QString &cause);
    /// No more messages: QUIT; only after Ready.
    [[nodiscard]] ClientActions quit();

    [[nodiscard]] bool isReady() const { return m_state == State::Ready; }
    [[nodiscard]] bool isClosed() const { return m_state == State::Closed; }
    [[nodiscard]] bool isInContent() const { return m_state == State::Content; }
    /// The server answered at least one command of the open message.
    [[nodiscard]] bool isAnswered() const { return m_isAnswered; }
    [[nodiscard]] bool isEightBitOffered() const { return offers().isEightBit; }
    /// How long to wait in the present state; 0: as long as it takes.
    [[nodiscard]] std::chrono::milliseconds timeout() const;
    /// "Greeting", "Mail", "EndOfData", ...
    [[nodiscard]] QByteArray stateName() const;

private:
    enum class State
    {
        Start,
        Opening, ///< m_opening says where in it
        Ready,
        Mail,
        Recipient,
        Data,
        Content,
        EndOfData,
        Discard,
        Reset,
        Quit,
        Closed
    };
    using Handler = void (SmtpClientSession::*)(const ClientReply &, ClientActions &);
    struct Row
    {
        State state;
        const char *name;
        std::chrono::milliseconds ClientTimeouts::*timeout; ///< null: as long as it takes
        const char *awaited;                                ///< for sentences
        Handler onReply;
    };
    static const Row rows[];
    [[nodiscard]] static const Row &row(State state);

    void onOpening(const ClientReply &reply, ClientActions &out);
    void onUnasked(const ClientReply &reply, ClientActions &out);
    void onMail(const ClientReply &reply, ClientActions &out);
    void onRecipient(const ClientReply &reply, ClientActions &out);
    void onData(const ClientReply &reply, ClientActions &out);
    void onContent(const ClientReply &reply, ClientActions &out);
    void onEndOfData(const ClientReply &reply, ClientActions &out);
    void onDiscard(const ClientReply &reply, ClientActions &out);
    void onReset(const ClientReply &reply, ClientActions &out);
    void onQuit(const ClientReply &reply, ClientActions &out);

    void dispatch(const ClientReply &reply, ClientActions &out);
    void goOnOpening(const ClientOpening::Step &step, ClientActions &out);
    [[nodiscard]] const char *awaited() const;
    [[nodiscard]] const HopOffers &offers() const { return m_opening.offers(); }
    void afterRecipients(ClientActions &out);
    void finish(ClientActions &out);
    void becomeReady(ClientActions &out);
    void reset(ClientActions &out);
    void drop(RecipientState result, const QString &reply, ClientActions &out);

    ClientConfig m_config;
    State m_state = State::Start;
    SmtpReplyReader m_reader;
    DotStuffing m_stuffing;
    ClientOpening m_opening;
    ClientTransaction m_transaction;
    bool m_isAnswered = false;
};

} // namespace postern::delivery
