// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/Command.h"
#include "app/ctl/Outcome.h"

#include <QString>

#include <optional>
#include <string>

namespace postern::ctl
{

/// Where a password comes from: standard input or a file, never the command line, which every
/// process of the machine can read. One line; its end is not part of it.
class PasswordOptions
{
public:
    /// Adds --password-stdin and --password-file, of which one may be given.
    void addTo(Command command);
    [[nodiscard]] bool isGiven() const { return m_isFromInput || !m_path.empty(); }
    /// Checked as validatePassword() does. Usage failure when the file cannot be read or nothing is
    /// in it.
    [[nodiscard]] Attempt<QString> read() const;
    /// One that another system made: taken as it is.
    [[nodiscard]] Attempt<QString> readForeign() const;
    /// The first line of a file, or of standard input for "-".
    [[nodiscard]] static Attempt<QString> readFrom(const QString &path, const QString &what);

private:
    bool m_isFromInput = false;
    std::string m_path;
};

} // namespace postern::ctl
