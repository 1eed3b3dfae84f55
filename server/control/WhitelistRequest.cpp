// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/WhitelistRequest.h"

#include "shared/ErrorCode.h"
#include "shared/control/ValueCodec.h"

namespace postern::control
{

Result<WhitelistEntry> readEntry(ObjectReader &reader)
{
    const QJsonObject object = reader.object(u"entry");
    if (const auto error = reader.error())
        return *error;
    Result<WhitelistEntry> entry = entryFromRequest(object);
    if (!entry.ok())
        return entry.error();
    entry.value().description = entry->description.trimmed();
    if (const Result<void> valid = validate(*entry); !valid.ok())
        return valid.error();
    return entry;
}

QList<EntryReference> readReferences(ObjectReader &reader)
{
    QList<EntryReference> references;
    const QList<QJsonObject> objects = reader.objects(u"entries");
    for (const QJsonObject &object : objects) {
        ObjectReader item(object, QStringLiteral("entries"));
        EntryReference reference;
        reference.id = item.text(u"id");
        reference.revision = item.integer(u"revision", ObjectReader::Presence::Optional);
        if (const auto error = item.finish())
            reader.fail(*error);
        references.append(reference);
    }
    if (references.isEmpty())
        reader.fail(u"entries", QStringLiteral("\"entries\" must name at least one entry."));
    return references;
}

QString widthName(Width width)
{
    switch (width) {
    case Width::Normal:
        return QStringLiteral("normal");
    case Width::Wide:
        return QStringLiteral("wide");
    case Width::VeryWide:
        return QStringLiteral("very-wide");
    case Width::Refused:
        break;
    }
    return QStringLiteral("refused");
}

Width widthOf(const WhitelistEntry &entry)
{
    return postern::widthOf(entry.range, entry.services.testFlag(Service::SmtpAuthBypass));
}

bool needsConfirmation(const WhitelistEntry &entry, const WhitelistEntry *before)
{
    if (widthOf(entry) != Width::VeryWide)
        return false;
    return before == nullptr || before->range != entry.range
           || (entry.services & ~before->services) != Services();
}

Result<void> checkWidth(const WhitelistEntry &entry, const WhitelistEntry *before,
                        const QString &typed)
{
    if (widthOf(entry) == Width::Refused) {
        const bool isEverything = entry.range.prefixLength() == 0;
        const QString text =
            isEverything
                ? QStringLiteral("%1 is every address there is; such an entry is never allowed.")
                : QStringLiteral("%1 has %2 addresses, most of them of strangers: public ranges "
                                 "wider than /8 (IPv4) or /32 (IPv6) may not send without a login. "
                                 "List the networks that you know.");
        return Error{ErrorKind::Refused,
                     isEverything ? text.arg(entry.range.toString())
                                  : text.arg(entry.range.toString(), entry.range.sizeText()),
                     QStringLiteral("address"),
                     withCode(isEverything ? ErrorCode::EveryAddress : ErrorCode::TooWide,
                              {{QStringLiteral("range"), entry.range.toString()},
                               {QStringLiteral("addresses"), entry.range.sizeText()}})};
    }
    if (!needsConfirmation(entry, before))
        return {};
    const Result<AddressRange> confirmed = AddressRange::parse(typed);
    if (confirmed.ok() && *confirmed == entry.range)
        return {};
    return Error{ErrorKind::Confirm,
                 QStringLiteral("%1 has %2 addresses. If all of them are meant, type the range "
                                "again: %1.")
                     .arg(entry.range.toString(), entry.range.sizeText()),
                 QStringLiteral("address"),
                 {{QStringLiteral("confirm"), entry.range.toString()}}};
}

} // namespace postern::control
