// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/models/WhitelistFeed.h"

#include "app/console/models/WhitelistModel.h"
#include "shared/control/ValueCodec.h"

namespace postern
{

namespace
{

std::optional<WhitelistEntry> entryOf(const QJsonObject &object)
{
    Result<WhitelistEntry> entry =
        control::fromJson<WhitelistEntry>(object, QStringLiteral("entry"));
    return entry.ok() ? std::optional(std::move(entry).value()) : std::nullopt;
}

} // namespace

WhitelistFeed::WhitelistFeed(ServerConnection &connection, WhitelistModel &model, QObject *parent)
    : QObject(parent), m_connection(connection), m_model(model)
{
    connect(&connection, &ServerConnection::eventReceived, this, &WhitelistFeed::onEvent);
}

void WhitelistFeed::refresh()
{
    ++m_reading;
    m_isReading = true;
    m_read.clear();
    m_changedMeanwhile.clear();
    m_removedMeanwhile.clear();
    readPage({});
}

void WhitelistFeed::readPage(const QString &cursor)
{
    QJsonObject params;
    if (!cursor.isEmpty())
        params.insert(QStringLiteral("cursor"), cursor);
    const int reading = m_reading;
    m_connection.call(QStringLiteral("whitelist.list"), params, this,
                      [this, reading](const ServerConnection::Answer &answer) {
                          if (reading != m_reading)
                              return; // a later refresh has begun
                          if (answer.ok()) {
                              takePage(answer.value());
                          } else {
                              m_isReading = false;
                              emit failed(answer.error());
                          }
                      });
}

void WhitelistFeed::takePage(const QJsonObject &page)
{
    const QJsonArray items = page.value(QStringLiteral("items")).toArray();
    for (const QJsonValue &item : items) {
        if (const auto entry = entryOf(item.toObject()))
            m_read.append(*entry);
    }
    const QString next = page.value(QStringLiteral("nextCursor")).toString();
    if (next.isEmpty())
        finish();
    else
        readPage(next);
}

void WhitelistFeed::finish()
{
    m_isReading = false;
    QList<WhitelistEntry> entries;
    for (const WhitelistEntry &read : std::as_const(m_read)) {
        if (m_removedMeanwhile.contains(read.id))
            continue;
        const auto newer = m_changedMeanwhile.constFind(read.id);
        entries.append(newer != m_changedMeanwhile.constEnd() && newer->revision > read.revision
                           ? *newer
                           : read);
        m_changedMeanwhile.remove(read.id);
    }
    for (const WhitelistEntry &added : std::as_const(m_changedMeanwhile))
        entries.append(added);
    m_read.clear();
    m_model.setEntries(entries);
    emit loaded();
}

void WhitelistFeed::onEvent(const QString &topic, const QJsonObject &data)
{
    if (topic == QLatin1String("whitelist.changed")) {
        const auto entry = entryOf(data.value(QStringLiteral("entry")).toObject());
        if (!entry)
            return;
        m_model.apply(*entry);
        if (m_isReading) {
            m_changedMeanwhile.insert(entry->id, *entry);
            m_removedMeanwhile.remove(entry->id);
        }
        emit entryChanged(*entry);
    } else if (topic == QLatin1String("whitelist.removed")) {
        const QString id = data.value(QStringLiteral("id")).toString();
        m_model.remove(id);
        if (m_isReading) {
            m_removedMeanwhile.insert(id);
            m_changedMeanwhile.remove(id);
        }
        emit entryRemoved(id, data.value(QStringLiteral("address")).toString(),
                          data.value(QStringLiteral("by")).toString());
    }
}

} // namespace postern
