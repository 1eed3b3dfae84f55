// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/AuditHandler.h"

#include "server/control/ControlContext.h"
#include "server/control/Page.h"
#include "server/storage/AuditStore.h"
#include "shared/control/ValueCodec.h"

namespace postern::control
{

Result<QJsonObject> AuditHandler::list(const Call &call)
{
    ObjectReader reader = call.reader();
    qint64 before = 0;
    const QString cursor = reader.text(u"cursor", ObjectReader::Presence::Optional);
    if (!cursor.isEmpty()) {
        before = cursor.toLongLong();
        if (before <= 0)
            Page::refuseCursor(reader);
    }
    const int limit = Page::readLimit(reader);
    if (const auto error = reader.finish())
        return *error;
    // One row more than wanted tells whether there is a next page.
    const auto records = storage::AuditStore(*m_context.database).list(before, limit + 1);
    if (!records.ok())
        return records.error();
    Page page(limit);
    qint64 last = 0;
    for (const AuditRecord &record : records.value()) {
        if (!page.add(toJson(record)))
            break;
        last = record.id;
    }
    const bool hasMore = page.rows() < records->size();
    return page.toJson(hasMore ? QString::number(last) : QString());
}

} // namespace postern::control
