// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/WhitelistLookup.h"

namespace postern::ctl
{

Attempt<WhitelistEntry> WhitelistLookup::find(const AddressRange &range) const
{
    const auto answer = m_context.call(QStringLiteral("whitelist.get"),
                                       {{QStringLiteral("address"), range.toString()}});
    if (!answer)
        return answer.error();
    return readValue<WhitelistEntry>(answer.value(), QStringLiteral("entry"));
}

Attempt<QList<WhitelistEntry>>
WhitelistLookup::findAll(const std::vector<std::string> &addresses) const
{
    QList<AddressRange> ranges;
    for (const std::string &address : addresses) {
        const Result<AddressRange> range = AddressRange::parse(QString::fromStdString(address));
        if (!range)
            return usage(range.error());
        if (!ranges.contains(range.value()))
            ranges.append(range.value());
    }
    QList<WhitelistEntry> entries;
    for (const AddressRange &range : std::as_const(ranges)) {
        const Attempt<WhitelistEntry> entry = find(range);
        if (!entry)
            return entry.error();
        entries.append(entry.value());
    }
    return entries;
}

} // namespace postern::ctl
