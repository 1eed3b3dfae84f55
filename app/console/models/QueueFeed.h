// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "shared/model/QueueItem.h"

#include <QObject>

namespace postern
{

class QueueModel;

/// Keeps a QueueModel like the server's queue: reads it page by page, again after queue.changed,
/// never twice at once. Reads at most `most` messages. GUI thread.
class QueueFeed : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype most = 2000;

    QueueFeed(ServerConnection &connection, QueueModel &model, QObject *parent);

    void refresh();
    /// There are more than it reads.
    [[nodiscard]] bool isCut() const { return m_isCut; }

signals:
    void loaded();
    void failed(const postern::Error &error);

private:
    void readPage(const QString &cursor);
    void takePage(const QJsonObject &page);

    ServerConnection &m_connection;
    QueueModel &m_model;
    bool m_isReading = false;
    bool m_isAgain = false; ///< something changed while it was being read
    bool m_isCut = false;
    QList<QueueItem> m_read;
};

} // namespace postern
