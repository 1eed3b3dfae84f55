// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/smtp/SessionContext.h"

namespace postern::smtp
{

/// Commands of a mail transaction (RFC 5321 3.3). Called by CommandTable, in the states that it
/// allows.
void handleMail(SessionContext &context, const QByteArray &argument);
void handleRcpt(SessionContext &context, const QByteArray &argument);
void handleData(SessionContext &context, const QByteArray &argument);
void handleRset(SessionContext &context, const QByteArray &argument);

/// Policy's answers to what MAIL and RCPT asked.
void finishMail(SessionContext &context, const PolicyAnswer &answer);
void finishRcpt(SessionContext &context, const PolicyAnswer &answer);
/// Storage's answer; the transaction is over whatever it is.
void finishMessage(SessionContext &context, const StoreOutcome &outcome);

} // namespace postern::smtp
