// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace postern::policy
{

/// Limits and switches of policy, taken from the settings; each value's unit is in its setting.
struct PolicySettings
{
    int connections = 2000;               ///< smtp.connections
    int connectionsPerAddress = 10;       ///< smtp.connections-per-address (unlisted)
    int connectionsPerListedAddress = 20; ///< smtp.connections-per-listed-address
    qint64 listedRecipientsPerHour = 500; ///< per address; five times that per entry; 0: none
    qint64 listedRecipientsPerDay = 2000;
    bool unlistedAsLocalSenders = false;         ///< smtp.unlisted-as-local-senders
    int loginFailures = 10;                      ///< smtp.login-failures; 0: none
    qint64 loginFailureWindowMs = 600000;        ///< smtp.login-failure-window
    int controlLoginFailures = 10;               ///< control.login-failures; 0: none
    qint64 controlLoginFailureWindowMs = 600000; ///< control.login-failure-window
    qint64 controlSessionMs = 43200000;          ///< control.session, since its last request

    /// From canonical texts by key; a key that is missing has its default.
    [[nodiscard]] static PolicySettings fromTexts(const QHash<QString, QString> &texts);
};

} // namespace postern::policy
