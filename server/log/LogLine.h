// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/LogLevels.h"

#include <QByteArray>
#include <QStringView>

#include <cstdint>

namespace postern::log
{

/// One line of the log: `time=... event=... key=value ...`, UTF-8. A value is quoted when it holds
/// anything but letters, digits and `._:/@+-[]<>,=`; control characters, line separators and
/// direction marks are escaped, so that no client can begin a line or hide one. Pure.
class LogLine
{
public:
    /// `atUtcMs`: milliseconds since 1970-01-01 UTC; `event`: a word of docs/log.md;
    /// `area`: whose level decides whether the line is written.
    LogLine(std::int64_t atUtcMs, QByteArrayView event, LogArea area = LogArea::Server);

    /// Values that are not UTF-8 have their bad bytes replaced by U+FFFD; longer ones than
    /// maxValueLength are cut, with "..." at the end.
    LogLine &add(QByteArrayView key, QByteArrayView value);
    LogLine &add(QByteArrayView key, QStringView value);
    LogLine &add(QByteArrayView key, std::int64_t value);
    /// Adds nothing when the value is empty.
    LogLine &addUnlessEmpty(QByteArrayView key, QByteArrayView value);
    LogLine &addUnlessEmpty(QByteArrayView key, QStringView value);

    /// Without a line end.
    [[nodiscard]] const QByteArray &text() const { return m_text; }
    [[nodiscard]] LogArea area() const { return m_area; }

    static constexpr qsizetype maxValueLength = 1000;

private:
    void begin(QByteArrayView key);

    QByteArray m_text;
    LogArea m_area;
};

} // namespace postern::log
