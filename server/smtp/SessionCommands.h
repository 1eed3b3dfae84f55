// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/smtp/SessionContext.h"

namespace postern::smtp
{

/// Commands about the connection rather than a mail (RFC 5321 4.1.1; STARTTLS RFC 3207). Called by
/// CommandTable, in the states that it allows.
void handleEhlo(SessionContext &context, const QByteArray &argument);
void handleHelo(SessionContext &context, const QByteArray &argument);
void handleStartTls(SessionContext &context, const QByteArray &argument);
void handleNoop(SessionContext &context, const QByteArray &argument);
void handleVrfy(SessionContext &context, const QByteArray &argument);
void handleHelp(SessionContext &context, const QByteArray &argument);
void handleQuit(SessionContext &context, const QByteArray &argument);
void handleNotImplemented(SessionContext &context, const QByteArray &argument);

} // namespace postern::smtp
