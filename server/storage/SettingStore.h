// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Actor.h"
#include "server/storage/Database.h"
#include "shared/model/UtcMs.h"

#include <QHash>

namespace postern::storage
{

/// Settings that differ from their defaults, as canonical texts. Changes write their audit row in
/// the same transaction. Lives on the thread of its Database.
class SettingStore
{
public:
    explicit SettingStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QHash<QString, QString>> all();
    [[nodiscard]] Result<void> set(const QString &key, const QString &canonicalValue,
                                   const Actor &actor, UtcMs now);
    /// Nothing happens, and nothing is written to the trail, when the key has its default.
    [[nodiscard]] Result<void> reset(const QString &key, const Actor &actor, UtcMs now);

private:
    [[nodiscard]] Result<QJsonObject> currentAsJson(const QString &key);

    Database &m_database;
};

} // namespace postern::storage
