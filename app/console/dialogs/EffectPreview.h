// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "shared/model/WhitelistEntry.h"

#include <QTimer>

namespace postern
{

/// What a change of the whitelist would do, asked of the server 150 ms after the last edit. An
/// answer about an older text is dropped, and nothing is asked while the server is away: then ask
/// again. Asked about the same once more, because the list has changed meanwhile, it waits no
/// longer than 150 ms after the first of them. Thread: GUI.
class EffectPreview : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype mostEffects = 4;

    EffectPreview(ServerConnection &connection, QObject *parent);

    /// What is typed or what is listed has changed: earlier answers are void, and soon `entry` is
    /// asked about.
    void ask(const WhitelistEntry &entry, bool isNew);
    /// What is typed has changed to something there is nothing to ask about.
    void forget();

signals:
    /// Of at most mostEffects effects that change something; the others are counted.
    void told(const QStringList &sentences);
    /// Saving would be refused; not for a server that is away or busy.
    void refused(const postern::Error &error);

private:
    void send();
    void take(const ServerConnection::Answer &answer);

    ServerConnection &m_connection;
    QTimer m_delay;
    WhitelistEntry m_entry;
    bool m_isNew = true;
    int m_number = 0; ///< of the question whose answer counts
};

} // namespace postern
