// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerProfile.h"
#include "shared/Result.h"

#include <QList>

namespace postern
{

/// The saved servers of one person, as a JSON file: the last used one first. Holds no password,
/// token or code. Every call reads or writes the file, so two consoles see each other's servers.
class ProfileStore
{
public:
    explicit ProfileStore(QString path);

    /// A file that is not there is an empty list. Error kind Unavailable when it cannot be read,
    /// Invalid when it is not what save() writes (then nothing is overwritten).
    [[nodiscard]] Result<QList<ServerProfile>> load() const;
    /// Replaces the file in one step; makes its folder.
    [[nodiscard]] Result<void> save(const QList<ServerProfile> &profiles) const;
    /// Puts a server first, in place of a saved one with the same address, as used `now`. Its key
    /// is trusted since the saved one says, or since now if that one had another key.
    [[nodiscard]] Result<void> remember(const ServerProfile &profile, UtcMs now) const;
    /// Takes the server with this address out, if it is there.
    [[nodiscard]] Result<void> forget(const ServerProfile &profile) const;

private:
    QString m_path;
};

} // namespace postern
