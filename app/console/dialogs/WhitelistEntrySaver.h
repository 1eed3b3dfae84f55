// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "shared/model/WhitelistEntry.h"

namespace postern
{

/// Has a whitelist entry stored and says how that ended. What is sent carries its id and its
/// revision, so when the answer was lost with the connection it is asked for again, once; the
/// server makes no second entry of it. One request at a time. Thread: GUI.
class WhitelistEntrySaver : public QObject
{
    Q_OBJECT

public:
    WhitelistEntrySaver(ServerConnection &connection, QObject *parent);

    /// `confirmation` is the range typed again where it is very wide, else empty.
    void add(const WhitelistEntry &entry, const QString &confirmation);
    void update(const WhitelistEntry &entry, const QString &confirmation);
    /// All that an operator may do, and nothing that has to be confirmed.
    void switchOff(const WhitelistEntry &entry);

signals:
    /// The answer was lost and the request waits for the server to come back.
    void waiting();
    void stored(const postern::WhitelistEntry &entry);
    /// The server has another version: `current`.
    void conflicting(const postern::WhitelistEntry &current);
    void refused(const postern::Error &error);

private:
    void send(const QString &method, const QJsonObject &params, bool mayRepeat);
    void take(const ServerConnection::Answer &answer);

    ServerConnection &m_connection;
    WhitelistEntry m_sent;
};

} // namespace postern
