// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/WhitelistRefusal.h"

#include "shared/control/ValueCodec.h"

#include <QJsonArray>
#include <QStringList>

namespace postern::storage::whitelistRefusal
{

QString named(const WhitelistEntry &entry)
{
    if (entry.description.isEmpty())
        return entry.range.toString();
    return QStringLiteral("%1 (%2)").arg(entry.range.toString(), entry.description);
}

Error notFound(const QString &what)
{
    return {ErrorKind::NotFound,
            QStringLiteral("There is no whitelist entry %1; it may have been removed meanwhile.")
                .arg(what)};
}

Error stale(const WhitelistEntry &current)
{
    const QString who = current.changedBy.isEmpty() ? QStringLiteral("someone") : current.changedBy;
    return {
        ErrorKind::Conflict,
        QStringLiteral("The entry %1 was changed by %2 meanwhile; nothing was saved. Look at the "
                       "current version and decide again.")
            .arg(named(current), who),
        {},
        {{QStringLiteral("current"), control::toJson(current)}}};
}

Error duplicate(const WhitelistEntry &existing)
{
    return {ErrorKind::Refused,
            QStringLiteral("%1 is on the whitelist already. Edit that entry instead.")
                .arg(named(existing)),
            QStringLiteral("address"),
            {{QStringLiteral("existing"), control::toJson(existing)}}};
}

Error crossing(const AddressRange &range, const WhitelistEntry &other)
{
    QStringList texts;
    for (const AddressRange &piece : range.cutBy(other.range))
        texts.append(piece.toString());
    return {ErrorKind::Refused,
            QStringLiteral("%1 crosses %2. Ranges may lie inside one another or apart. Use %3 "
                           "instead.")
                .arg(range.toString(), named(other), texts.join(QStringLiteral(" and "))),
            QStringLiteral("address"),
            {{QStringLiteral("crossing"), other.range.toString()},
             {QStringLiteral("pieces"), QJsonArray::fromStringList(texts)}}};
}

} // namespace postern::storage::whitelistRefusal
