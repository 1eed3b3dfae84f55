// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/LogLine.h"
#include "shared/Result.h"

#include <QString>

#include <memory>

namespace postern::log
{

/// Takes finished lines from any thread, leaves out those below the level of their area, and writes
/// them on a thread of its own, many in one write, to stderr or to a file. Writing never makes the
/// caller wait: when the other end is slow and maxPending bytes wait, lines are dropped, and a line
/// `event=log lost=N` says how many once it goes on. A file that cannot be opened or written sends
/// the lines to stderr instead: a server runs on without its log.
class LogSink
{
public:
    /// An empty path means stderr.
    explicit LogSink(const QString &path = {}, LogLevel level = LogLevel::Info);
    /// Writes what waits.
    ~LogSink();

    void write(LogLevel level, const LogLine &line);
    [[nodiscard]] bool isEnabled(LogArea area, LogLevel level) const;
    /// The least level of the areas that have none of their own.
    void setLevel(LogLevel level);
    void setAreaLevels(const AreaLevels &levels);
    /// Opens the file again (after it was moved away): lines that are written from now on go there,
    /// those from before may still go to the old one. Never waits for whoever reads the log. The
    /// error says why it could not be opened and that lines go to stderr meanwhile.
    [[nodiscard]] Result<void> reopen();
    /// Error of the file at construction, if any.
    [[nodiscard]] Result<void> openState() const;
    /// Waits until everything written so far is out; for the end of the program and for tests.
    void flush();

    static constexpr qsizetype maxPending = 4 * 1024 * 1024;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace postern::log
