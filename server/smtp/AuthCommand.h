// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/smtp/CommandReader.h"
#include "server/smtp/SessionContext.h"

namespace postern::smtp
{

/// AUTH (RFC 4954 4). Called by CommandTable, in the states that it allows.
void handleAuth(SessionContext &context, const QByteArray &argument);
/// The client's line after a 334.
void handleSaslResponse(SessionContext &context, const CommandReader::Line &line);
/// The exchange's answer.
void finishSasl(SessionContext &context, const SaslOutcome &outcome);

} // namespace postern::smtp
