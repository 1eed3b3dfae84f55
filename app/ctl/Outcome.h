// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

namespace postern::ctl
{

/// What posternctl ends with; documented in docs/posternctl.md and stable.
enum class ExitCode
{
    Done = 0,
    Refused = 1,     ///< by the server, or the output is lost
    Usage = 2,       ///< wrong options, or a text that cannot be right
    NoConnection = 3 ///< no server, or not the trusted one
};

/// Why a command did not do what it was asked, and what the program ends with.
struct Failure
{
    ExitCode code = ExitCode::Refused;
    Error error;
};

/// What a command that ran to its end makes the program end with: 0, except `status --check`.
using Outcome = Result<int, Failure>;

template<typename T>
using Attempt = Result<T, Failure>;

[[nodiscard]] inline Failure usage(const Error &error)
{
    return {ExitCode::Usage, error};
}

[[nodiscard]] inline Failure usage(const QString &text)
{
    return {ExitCode::Usage, {ErrorKind::Invalid, text}};
}

} // namespace postern::ctl
