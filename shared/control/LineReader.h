// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace postern::control
{

/// Cuts a stream of bytes into lines ended by LF, without ever holding more than one line of the
/// permitted length and its LF: what does not fit is not taken. Sans-IO; one thread at a time.
class LineReader
{
public:
    /// `limit`: bytes of a line without its LF.
    explicit LineReader(qsizetype limit) : m_limit(limit) {}

    /// Takes effect for the line that comes next, also if its bytes are here already.
    void setLimit(qsizetype limit) { m_limit = limit; }
    [[nodiscard]] qsizetype limit() const { return m_limit; }

    /// How many more bytes fit now.
    [[nodiscard]] qsizetype room() const;
    /// Takes what fits; answers how many bytes that were.
    qsizetype append(QByteArrayView bytes);
    /// The next whole line without its LF; nothing if none is complete or it is over the limit.
    [[nodiscard]] std::optional<QByteArray> next();
    /// The line that is arriving is longer than the limit. No line comes any more: close.
    [[nodiscard]] bool isOverLimit() const;

private:
    [[nodiscard]] qsizetype findEnd() const;

    QByteArray m_buffer;
    qsizetype m_limit;
    mutable qsizetype m_scanned = 0; // no LF before this position
};

} // namespace postern::control
