// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/Page.h"

#include "shared/control/Catalogue.h"

#include <QJsonDocument>

namespace postern::control
{

int Page::readLimit(ObjectReader &reader)
{
    const qint64 limit = reader.integerIn(u"limit", 1, pageRows, ObjectReader::Presence::Optional);
    return reader.has(u"limit") ? static_cast<int>(limit) : pageRows;
}

bool Page::add(const QJsonObject &row)
{
    const qsizetype bytes = QJsonDocument(row).toJson(QJsonDocument::Compact).size() + 1;
    if (m_items.size() >= m_limit || (!m_items.isEmpty() && m_bytes + bytes > pageBytes))
        return false;
    m_bytes += bytes;
    m_items.append(row);
    return true;
}

QJsonObject Page::toJson(const QString &nextCursor) const
{
    QJsonObject object{{QStringLiteral("items"), m_items}};
    if (!nextCursor.isEmpty())
        object.insert(QStringLiteral("nextCursor"), nextCursor);
    return object;
}

} // namespace postern::control
