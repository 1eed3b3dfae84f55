// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/models/ItemsFeed.h"

namespace postern
{

ItemsFeed::ItemsFeed(ServerConnection &connection, const QString &area, QObject *parent)
    : QObject(parent), m_connection(connection), m_area(area)
{
    connect(&connection, &ServerConnection::eventReceived, this, &ItemsFeed::onEvent);
}

void ItemsFeed::refresh()
{
    const int reading = ++m_reading;
    m_connection.call(m_area + QStringLiteral(".list"), {}, this,
                      [this, reading](const ServerConnection::Answer &answer) {
                          if (reading != m_reading)
                              return; // an event, or a later refresh, knows better
                          if (answer.ok())
                              emit received(
                                  answer.value().value(QStringLiteral("items")).toArray());
                          else
                              emit failed(answer.error());
                      });
}

void ItemsFeed::onEvent(const QString &topic, const QJsonObject &data)
{
    if (topic != m_area + QStringLiteral(".changed"))
        return;
    ++m_reading; // an answer under way may be older than this
    emit received(data.value(QStringLiteral("items")).toArray());
}

} // namespace postern
