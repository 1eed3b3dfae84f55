// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/DecisionText.h"

#include <algorithm>

namespace postern::net
{

QByteArray stageName(policy::Stage stage)
{
    switch (stage) {
    case policy::Stage::Connect:
        return "connect";
    case policy::Stage::Mail:
        return "mail";
    case policy::Stage::Recipient:
        return "recipient";
    case policy::Stage::EndOfData:
        return "end-of-data";
    case policy::Stage::Login:
        return "login";
    case policy::Stage::Console:
        return "console";
    }
    return {};
}

bool isByBypass(policy::Reason reason)
{
    return reason == policy::Reason::AuthBypass || reason == policy::Reason::OverHourlyLimit
           || reason == policy::Reason::OverDailyLimit;
}

qint64 heldRecipients(const mail::Envelope &envelope)
{
    return std::count_if(
        envelope.recipients.begin(), envelope.recipients.end(),
        [](const mail::EnvelopeRecipient &one) { return !one.holdReason.isEmpty(); });
}

} // namespace postern::net
