// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/WhitelistRow.h"

#include "server/storage/AddressKey.h"

namespace postern::storage::whitelistRow
{

namespace
{

Services servicesFrom(const Rows &rows, int column)
{
    Services services;
    for (const Service service :
         {Service::Smtp, Service::SmtpAuthBypass, Service::BruteForce, Service::ConsoleLogin}) {
        services.setFlag(service, rows.flag(column++));
    }
    return services;
}

} // namespace

const QString &columns()
{
    static const QString names = QStringLiteral(
        "id, address, description, smtp, smtp_auth_bypass, brute_force, console_login, enabled, "
        "expires_at, built_in, revision, created_at, changed_at, changed_by");
    return names;
}

Result<WhitelistEntry> entryFrom(const Rows &rows)
{
    const Result<AddressRange> range = AddressRange::parse(rows.text(1));
    if (!range) {
        return Error{
            ErrorKind::Internal,
            QStringLiteral("The whitelist entry %1 has the address \"%2\" in the database, "
                           "which cannot be read.")
                .arg(rows.text(0), rows.text(1))};
    }
    WhitelistEntry entry;
    entry.id = rows.text(0);
    entry.range = *range;
    entry.description = rows.text(2);
    entry.services = servicesFrom(rows, 3);
    entry.enabled = rows.flag(7);
    entry.expiresAt = rows.integer(8);
    entry.builtIn = rows.flag(9);
    entry.revision = rows.integer(10);
    entry.createdAt = rows.integer(11);
    entry.changedAt = rows.integer(12);
    entry.changedBy = rows.text(13);
    return entry;
}

QVariantList valuesOf(const WhitelistEntry &entry)
{
    return {entry.range.toString(),
            addressKey(entry.range.first()),
            addressKey(entry.range.last()),
            entry.description,
            int(entry.services.testFlag(Service::Smtp)),
            int(entry.services.testFlag(Service::SmtpAuthBypass)),
            int(entry.services.testFlag(Service::BruteForce)),
            int(entry.services.testFlag(Service::ConsoleLogin)),
            int(entry.enabled),
            qint64(entry.expiresAt),
            entry.revision,
            qint64(entry.changedAt),
            entry.changedBy};
}

} // namespace postern::storage::whitelistRow
