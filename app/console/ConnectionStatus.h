// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "shared/model/UtcMs.h"

#include <QTimer>

#include <functional>

namespace postern
{

class StatusStrip;

/// Tells in the status strip how the connection is, who is signed in and which change was the last,
/// and offers there what helps: try now, sign in, compare the key. GUI thread.
class ConnectionStatus : public QObject
{
    Q_OBJECT

public:
    /// All three outlive it.
    ConnectionStatus(ServerConnection &connection, StatusStrip &strip, std::function<UtcMs()> now,
                     QObject *parent);

    /// The pages are shown, or the list of servers, which tells its own story.
    void setAtWork(bool atWork);

public slots:
    void onChangeSeen(postern::UtcMs at, const QString &by);

signals:
    /// The button while a login or a look at a changed key is needed.
    void attentionWanted();
    /// Connected to this server.
    void serverShown(const QString &server);

private:
    void show();
    void showConnected(const QString &server);
    void showReconnecting(const QString &server);
    void onAction();
    void showLastChange();

    ServerConnection &m_connection;
    StatusStrip &m_strip;
    std::function<UtcMs()> m_now;
    QString m_failure;
    UtcMs m_lastChangeAt = 0;
    QString m_lastChangeBy;
    bool m_isAtWork = true;
    QTimer m_second; ///< while Reconnecting
    QTimer m_halfMinute;
};

} // namespace postern
