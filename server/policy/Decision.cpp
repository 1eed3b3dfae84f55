// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/Decision.h"

#include <array>

namespace postern::policy
{

namespace
{

struct ReasonRow
{
    Reason reason;
    QStringView name;
    int code;                   ///< 0: nothing is refused for this reason
    QLatin1StringView enhanced; ///< RFC 3463
    /// %1 is the client's address. What a client may know, and no more.
    QLatin1StringView text;
};

QLatin1StringView text(const char *latin1)
{
    return QLatin1StringView(latin1);
}

const std::array<ReasonRow, 16> &reasonRows()
{
    static const std::array<ReasonRow, 16> rows{{
        {Reason::Connected, u"connected", 0, {}, {}},
        {Reason::AuthenticatedUser, u"authenticated-user", 0, {}, {}},
        {Reason::AuthBypass, u"auth-bypass", 0, {}, {}},
        {Reason::AcceptedDomain, u"accepted-domain", 0, {}, {}},
        {Reason::SenderNotYetNeeded, u"sender-not-yet-needed", 0, {}, {}},
        {Reason::LoginAllowed, u"login-allowed", 0, {}, {}},
        {Reason::LoginRequired, u"login-required", 530, text("5.7.0"),
         text("Authentication required; %1 is not listed for sending without it")},
        {Reason::LoginRequiredAfterStartTls, u"login-required-after-starttls", 530, text("5.7.0"),
         text("Authentication required, after STARTTLS; %1 is not listed for sending without it")},
        {Reason::LocalSenderNeedsLogin, u"local-sender-needs-login", 530, text("5.7.0"),
         text("Authentication required for a sender in this domain; %1 is not listed")},
        {Reason::BypassGone, u"bypass-gone", 530, text("5.7.0"),
         text("Authentication required; %1 is no longer listed for sending without it")},
        {Reason::OverHourlyLimit, u"over-hourly-limit", 0, {}, {}},
        {Reason::OverDailyLimit, u"over-daily-limit", 0, {}, {}},
        {Reason::FarOverLimit, u"far-over-limit", 450, text("4.7.1"),
         text("Far too many recipients from %1; try again later")},
        {Reason::TooManyConnections, u"too-many-connections", 421, text("4.7.0"),
         text("Too many connections to this server; try again later")},
        {Reason::TooManyConnectionsFromAddress, u"too-many-connections-from-address", 421,
         text("4.7.0"), text("Too many connections from %1; close one or try again later")},
        {Reason::TooManyLoginFailures, u"too-many-login-failures", 454, text("4.7.0"),
         text("Too many failed logins from %1; try again later")},
    }};
    return rows;
}

const ReasonRow &rowOf(Reason reason)
{
    for (const ReasonRow &row : reasonRows()) {
        if (row.reason == reason)
            return row;
    }
    Q_UNREACHABLE();
}

} // namespace

QString reasonName(Reason reason)
{
    return rowOf(reason).name.toString();
}

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Allow:
        return QStringLiteral("allow");
    case Verdict::Hold:
        return QStringLiteral("hold");
    case Verdict::Refuse:
        return QStringLiteral("refuse");
    case Verdict::Defer:
        return QStringLiteral("defer");
    }
    return {};
}

PolicyReply replyFor(const Decision &decision, const IpAddress &client, QByteArrayView reference)
{
    if (decision.isAllowed())
        return {};
    const ReasonRow &row = rowOf(decision.reason);
    PolicyReply reply;
    reply.code = row.code;
    reply.enhanced = QByteArray(row.enhanced.data(), row.enhanced.size());
    reply.text = QByteArray(row.text.data(), row.text.size());
    reply.text.replace("%1", client.toString().toLatin1());
    if (!reference.isEmpty())
        reply.text += " (ref " + reference.toByteArray() + ')';
    return reply;
}

QString holdText(const Decision &decision)
{
    if (decision.verdict != Verdict::Hold)
        return {};
    const bool isDaily = decision.reason == Reason::OverDailyLimit;
    return (isDaily ? QStringLiteral("over its limit of %1 a day")
                    : QStringLiteral("over its limit of %1 an hour"))
        .arg(decision.limit);
}

} // namespace postern::policy
