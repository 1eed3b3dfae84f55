// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/RefusalLog.h"

#include "server/control/PeerAddress.h"

#include <utility>

namespace postern::control
{

std::optional<RefusalLog::Line> RefusalLog::note(const IpAddress &client, const QString &why,
                                                 UtcMs now)
{
    Key key{customerOf(client), why};
    if (!m_kept.contains(key) && m_kept.size() >= mostKept) {
        key = {IpAddress(),
               QStringLiteral("More addresses are turned away than are named one by one.")};
    }
    auto known = m_kept.find(key);
    if (known != m_kept.end() && !isOver(*known, now)) {
        ++known->leftOut;
        return std::nullopt;
    }
    if (known == m_kept.end())
        known = m_kept.insert(key, Kept{{client, key.second}});
    known->line.client = client;
    return written(*known, now);
}

QList<RefusalLog::Line> RefusalLog::sweep(UtcMs now)
{
    QList<Line> lines;
    m_kept.removeIf(
        [now](const auto &it) { return isOver(it.value(), now) && it.value().leftOut == 0; });
    for (Kept &kept : m_kept) {
        if (isOver(kept, now))
            lines.append(written(kept, now));
    }
    return lines;
}

RefusalLog::Line RefusalLog::written(Kept &kept, UtcMs now)
{
    kept.writtenAt = now;
    Line line = kept.line;
    if (const qint64 leftOut = std::exchange(kept.leftOut, 0); leftOut > 0)
        line.why += QStringLiteral(" (%1 more since the last line of this kind)").arg(leftOut);
    return line;
}

// A clock that was set back begins a new minute.
bool RefusalLog::isOver(const Kept &kept, UtcMs now)
{
    return now >= kept.writtenAt + windowMs || now < kept.writtenAt;
}

} // namespace postern::control
