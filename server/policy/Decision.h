// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/WhitelistEntry.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace postern::policy
{

enum class ListenerRole
{
    Relay,     ///< port 25: takes accepted domains from anyone
    Submission ///< 587, 465: a login or a bypass is needed from MAIL on
};

/// Where in the session the question is asked.
enum class Stage
{
    Connect,
    Mail,
    Recipient,
    EndOfData, ///< asked again for the whole transaction: a bypass that is gone refuses here
    Login,     ///< AUTH: may a password be tried from here now?
    Console    ///< the same for a login of the control port
};

enum class Verdict
{
    Allow,
    Hold,   ///< accept, keep until an administrator decides
    Refuse, ///< 5xx
    Defer   ///< 4xx
};

/// Why; the names in reasonName() are stable and listed with reply and text in
/// tests/data/policy/reasons.
enum class Reason
{
    Connected, ///< the connection may go on
    AuthenticatedUser,
    AuthBypass,
    AcceptedDomain,
    SenderNotYetNeeded,            ///< MAIL on a relay listener: decided at RCPT
    LoginRequired,                 ///< 530 5.7.0
    LoginRequiredAfterStartTls,    ///< 530 5.7.0, AUTH is not offered for want of TLS
    LocalSenderNeedsLogin,         ///< smtp.unlisted-as-local-senders
    BypassGone,                    ///< the entry that let the transaction begin no longer does
    OverHourlyLimit,               ///< held
    OverDailyLimit,                ///< held
    FarOverLimit,                  ///< 450 4.7.1, ten times the limit
    TooManyConnections,            ///< 421 4.7.0, in all
    TooManyConnectionsFromAddress, ///< 421 4.7.0
    TooManyLoginFailures,          ///< 454 4.7.0, AUTH and the control port only
    LoginAllowed                   ///< a password may be tried
};
[[nodiscard]] QString reasonName(Reason reason);
/// "allow", "hold", "refuse", "defer"
[[nodiscard]] QString verdictName(Verdict verdict);

/// What is counted already; read from SharedLimits by the caller, so that decide() stays pure.
struct Usage
{
    int connectionsTotal = 0;         ///< without this one
    int connectionsFromAddress = 0;   ///< without this one
    qint64 addressRecipientsHour = 0; ///< recipients this client address was given in the last hour
    qint64 addressRecipientsDay = 0;
    qint64 entryRecipientsHour = 0;
    qint64 entryRecipientsDay = 0;
    int loginFailures = 0;          ///< failed logins from this address within the window
    int connectionsFromNetwork = 0; ///< of unlisted clients: the address, or the /64 of IPv6
};

/// What is known of the client when the question is asked.
struct Facts
{
    Stage stage = Stage::Connect;
    IpAddress client;
    ListenerRole listener = ListenerRole::Relay;
    bool isAuthOffered = false;  ///< false on an unencrypted connection
    std::optional<QString> user; ///< logged in as
    QString credential;          ///< id of the credential that logged it in
    /// The login began under the very snapshot that is asked, which is too old to know of a
    /// credential that was made since.
    bool isLoginFresh = false;
    QString senderDomain;     ///< canonical, empty for <> or before MAIL
    QString recipientDomain;  ///< canonical, empty before RCPT
    QString transactionEntry; ///< entry id by whose bypass this transaction began, or empty
    Usage usage;
};

/// What policy answered.
struct Decision
{
    Verdict verdict = Verdict::Refuse;
    Reason reason = Reason::LoginRequired;
    std::optional<WhitelistEntry>
        entry;         ///< the entry that decides for this client, also when it did not help
    Services services; ///< the winner's toggles; the whole answer
    qint64 limit = 0;  ///< the limit that was passed, for the Over... reasons

    [[nodiscard]] bool isAllowed() const
    {
        return verdict == Verdict::Allow || verdict == Verdict::Hold;
    }
};

/// The reply of a refusing decision, chosen here so that session, log and Explain say the same.
struct PolicyReply
{
    int code = 0;
    QByteArray enhanced; ///< "5.7.0"
    QByteArray text;     ///< names the client's address; "(ref XXXX-XX)" when `reference` is given
};
[[nodiscard]] PolicyReply replyFor(const Decision &decision, const IpAddress &client,
                                   QByteArrayView reference);
/// "over its limit of 500 an hour": why a recipient is held; empty unless the verdict is Hold.
[[nodiscard]] QString holdText(const Decision &decision);

} // namespace postern::policy
