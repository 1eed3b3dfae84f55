// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/RepeatedRefusals.h"

#include <utility>

namespace postern::net
{

QString RepeatedRefusals::kindOf(const log::RefusedFields &refusal)
{
    return refusal.reason.isEmpty() ? QString::fromLatin1(refusal.reply.left(3)) : refusal.reason;
}

bool RepeatedRefusals::isBounded(const QString &kind) const
{
    const auto known = m_kinds.constFind(kind);
    return known != m_kinds.constEnd() && known->count >= wholeLines;
}

QByteArray RepeatedRefusals::lastReference(const QString &kind) const
{
    return m_kinds.value(kind).reference;
}

std::optional<log::RefusedFields> RepeatedRefusals::note(const log::RefusedFields &refusal,
                                                         UtcMs now)
{
    Kind &kind = m_kinds[kindOf(refusal)];
    ++kind.count;
    // A clock that was set back begins a new minute.
    const bool isSoon = now >= kind.writtenAt && now < kind.writtenAt + windowMs;
    if (kind.count > wholeLines && isSoon) {
        ++kind.leftOut;
        kind.last = refusal;
        return std::nullopt;
    }
    kind.writtenAt = now;
    kind.reference = refusal.ref;
    log::RefusedFields line = refusal;
    line.more = std::exchange(kind.leftOut, 0);
    return line;
}

QList<log::RefusedFields> RepeatedRefusals::takeRest()
{
    QList<log::RefusedFields> lines;
    for (Kind &kind : m_kinds) {
        if (kind.leftOut == 0)
            continue;
        kind.last.more = std::exchange(kind.leftOut, 0) - 1; // it is one of them
        lines.append(kind.last);
    }
    return lines;
}

} // namespace postern::net
