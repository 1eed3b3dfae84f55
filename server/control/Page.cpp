// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/Page.h"

#include "shared/control/Catalogue.h"

#include <QJsonDocument>

namespace postern::control
{

namespace
{

// A name alone could not be told from what a client made up.
const auto afterName = QStringLiteral("after:");

} // namespace

void Page::refuseCursor(ObjectReader &reader)
{
    reader.fail(u"cursor",
                QStringLiteral("\"cursor\" is none that this server gave; begin the list "
                               "anew, without one."));
}

QString Page::readNameCursor(ObjectReader &reader)
{
    const QString cursor = reader.text(u"cursor", ObjectReader::Presence::Optional);
    if (cursor.isEmpty())
        return {};
    if (!cursor.startsWith(afterName) || cursor.size() == afterName.size())
        refuseCursor(reader);
    return cursor.mid(afterName.size());
}

QString Page::nameCursor(const QString &last)
{
    return afterName + last;
}

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
