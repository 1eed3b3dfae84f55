// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "shared/control/ValueCodec.h"

#include <QObject>

namespace postern
{

/// The whole list of one area of the control protocol ("domain", "route", "user", "admin"): read
/// with AREA.list when asked, and told anew by the event AREA.changed. GUI thread.
class ItemsFeed : public QObject
{
    Q_OBJECT

public:
    ItemsFeed(ServerConnection &connection, const QString &area, QObject *parent);

    void refresh();
    [[nodiscard]] const QString &area() const { return m_area; }

    /// The values of a list; one that cannot be read (of a newer server) is left out.
    template<typename T>
    [[nodiscard]] static QList<T> read(const QJsonArray &items)
    {
        QList<T> values;
        for (const QJsonValue &item : items) {
            const Result<T> value = control::fromJson<T>(item.toObject(), QStringLiteral("items"));
            if (value.ok())
                values.append(*value);
        }
        return values;
    }

signals:
    void received(const QJsonArray &items);
    void failed(const postern::Error &error);

private:
    void onEvent(const QString &topic, const QJsonObject &data);

    ServerConnection &m_connection;
    QString m_area;
    int m_reading = 0;
};

} // namespace postern
