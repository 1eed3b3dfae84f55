// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/models/QueueFeed.h"

#include "app/console/models/QueueModel.h"
#include "shared/control/ValueCodec.h"

namespace postern
{

QueueFeed::QueueFeed(ServerConnection &connection, QueueModel &model, QObject *parent)
    : QObject(parent), m_connection(connection), m_model(model)
{
    connect(&connection, &ServerConnection::eventReceived, this,
            [this](const QString &topic, const QJsonObject &) {
                if (topic == QLatin1String("queue.changed"))
                    refresh();
            });
}

void QueueFeed::refresh()
{
    if (m_isReading) {
        m_isAgain = true;
        return;
    }
    m_isReading = true;
    m_isAgain = false;
    m_read.clear();
    readPage({});
}

void QueueFeed::readPage(const QString &cursor)
{
    QJsonObject params{{QStringLiteral("limit"), 1000}};
    if (!cursor.isEmpty())
        params.insert(QStringLiteral("cursor"), cursor);
    m_connection.call(QStringLiteral("queue.list"), params, this,
                      [this](const ServerConnection::Answer &answer) {
                          if (answer.ok()) {
                              takePage(answer.value());
                              return;
                          }
                          m_isReading = false;
                          emit failed(answer.error());
                      });
}

void QueueFeed::takePage(const QJsonObject &page)
{
    const QJsonArray items = page.value(QStringLiteral("items")).toArray();
    for (const QJsonValue &value : items) {
        const Result<QueueItem> item =
            control::fromJson<QueueItem>(value.toObject(), QStringLiteral("items"));
        if (item.ok() && m_read.size() < most)
            m_read.append(*item);
    }
    const QString next = page.value(QStringLiteral("nextCursor")).toString();
    if (!next.isEmpty() && m_read.size() < most) {
        readPage(next);
        return;
    }
    m_isCut = !next.isEmpty();
    m_isReading = false;
    m_model.setValues(m_read);
    m_read.clear();
    emit loaded();
    if (m_isAgain)
        refresh();
}

} // namespace postern
