// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <cstdint>
#include <optional>

namespace postern::log
{

/// Bounds a trouble that is met again at each try: its sentence is written at once, and then once a
/// minute with the number of those that were left out. Knows at most `mostKept` sentences; those
/// beyond share one. Pure, time is an argument (milliseconds); one thread.
class RepeatedSentence
{
public:
    static constexpr std::int64_t windowMs = 60000;
    static constexpr int mostKept = 20;

    /// What to write, if anything.
    [[nodiscard]] std::optional<QString> note(const QString &sentence, std::int64_t now);

private:
    struct Kept
    {
        std::int64_t writtenAt = 0;
        qint64 leftOut = 0;
    };

    QHash<QString, Kept> m_kept;
};

} // namespace postern::log
