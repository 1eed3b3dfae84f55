// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/control/LineReader.h"

#include <algorithm>

namespace postern::control
{

qsizetype LineReader::room() const
{
    return std::max<qsizetype>(0, m_limit + 1 - m_buffer.size());
}

qsizetype LineReader::append(QByteArrayView bytes)
{
    const qsizetype taken = std::min(room(), bytes.size());
    m_buffer.append(bytes.data(), taken);
    return taken;
}

qsizetype LineReader::findEnd() const
{
    const qsizetype end = m_buffer.indexOf('\n', m_scanned);
    m_scanned = end < 0 ? m_buffer.size() : end;
    return end;
}

std::optional<QByteArray> LineReader::next()
{
    const qsizetype end = findEnd();
    if (end < 0 || end > m_limit)
        return std::nullopt;
    const QByteArray line = m_buffer.left(end);
    m_buffer.remove(0, end + 1);
    m_scanned = 0;
    return line;
}

bool LineReader::isOverLimit() const
{
    const qsizetype end = findEnd();
    return end < 0 ? m_buffer.size() > m_limit : end > m_limit;
}

} // namespace postern::control
