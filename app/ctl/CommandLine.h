// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandContext.h"
#include "app/ctl/ConnectionOptions.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace postern::ctl
{

/// The whole of posternctl but for the socket: reads the arguments, runs the command, prints, and
/// says what to end with. One run each.
class CommandLine
{
public:
    /// Answers calls for the server that the options name.
    using Connect = std::function<CommandContext::Call(const ConnectionOptions &)>;

    CommandLine(QTextStream &out, QTextStream &err, UtcMs now);
    ~CommandLine();

    /// `arguments` without the program's name, in UTF-8.
    [[nodiscard]] int run(std::vector<std::string> arguments, const Connect &connect);
    /// Every command with its help, in Markdown: docs/posternctl.md.
    [[nodiscard]] QString reference() const;

private:
    struct Commands;

    [[nodiscard]] int runChosen(const Connect &connect);
    [[nodiscard]] QString missingCommand() const;
    [[nodiscard]] QString unexpectedWord() const;
    [[nodiscard]] int printUsage(const QString &text) const;
    void print(const Failure &failure) const;
    void printJson(const Error &error) const;

    std::unique_ptr<Commands> m_commands;
    QTextStream &m_out;
    QTextStream &m_err;
    UtcMs m_now;
};

} // namespace postern::ctl
