// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/smtp/SessionContext.h"

namespace postern::smtp
{

/// What one SMTP command is: where it may stand and what it does there.
struct CommandRow
{
    using Handler = void (*)(SessionContext &context, const QByteArray &argument);

    QByteArrayView verb;
    SessionStates states;
    Handler handle;
    bool isIdle = false; ///< brings no message nearer: only so many of them
};

/// The row of `verb` (upper case), or null for an unknown command.
[[nodiscard]] const CommandRow *findCommand(QByteArrayView verb);

/// A verb of HTTP (RFC 9110 9), or a header field's name with its colon. Whoever sends one is a web
/// browser that a page made speak to this port, and what follows may be that page's mail: nothing
/// of it is read.
[[nodiscard]] bool isForeignVerb(QByteArrayView verb);

/// Runs the command, or refuses it where it may not stand.
void runCommand(const CommandRow &row, SessionContext &context, const QByteArray &argument);

} // namespace postern::smtp
