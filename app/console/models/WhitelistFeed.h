// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "shared/model/WhitelistEntry.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>

namespace postern
{

class WhitelistModel;

/// Keeps a WhitelistModel like the server's list: reads it page by page and applies what other
/// consoles do meanwhile. GUI thread.
class WhitelistFeed : public QObject
{
    Q_OBJECT

public:
    WhitelistFeed(ServerConnection &connection, WhitelistModel &model, QObject *parent = nullptr);

    /// Reads the whole list again; what the model has stays until the last page is there.
    void refresh();

signals:
    void loaded();
    void failed(const postern::Error &error);
    void entryChanged(const postern::WhitelistEntry &entry);
    void entryRemoved(const QString &id, const QString &address, const QString &by);

private:
    void readPage(const QString &cursor);
    void takePage(const QJsonObject &page);
    void finish();
    void onEvent(const QString &topic, const QJsonObject &data);

    ServerConnection &m_connection;
    WhitelistModel &m_model;
    int m_reading = 0; ///< which reading the answers belong to; 0: none was begun
    bool m_isReading = false;
    QList<WhitelistEntry> m_read;
    QHash<QString, WhitelistEntry> m_changedMeanwhile;
    QSet<QString> m_removedMeanwhile;
};

} // namespace postern
