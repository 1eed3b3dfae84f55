// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/Actor.h"
#include "server/storage/Database.h"
#include "shared/control/ObjectReader.h"
#include "shared/control/ValueCodec.h"
#include "shared/model/AuditRecord.h"

#include <QJsonObject>

#include <functional>
#include <optional>

namespace postern::control
{

/// Fails the reader unless the id that an asker chose for something new is empty or an
/// isChosenId().
void checkChosenId(ObjectReader &reader, QStringView field, const QString &id);

/// A request of a method that takes an id (MethodSpec::takesId), which may have come before because
/// its answer was lost. What it did then stands in the audit trail under its id. Any thread, with
/// its own Database.
class Repetition
{
public:
    /// `area`: the method's name up to its dot. `wanted`: those fields of the value as it shall be
    /// that the request decides.
    Repetition(storage::Actor actor, QString area, QJsonObject wanted);

    /// For a change, in its transaction: as find(), and from here on until the transaction ends no
    /// node can make what was not there. Without that two nodes that get the request at once would
    /// both find it new.
    template<typename T>
    [[nodiscard]] Result<std::optional<T>>
    findForChange(storage::Database &database,
                  const std::function<Result<T>(storage::Database &)> &find) const
    {
        if (const Result<void> locked = database.lockChanges(); !locked.ok())
            return locked.error();
        return this->find<T>(database, find);
    }

    /// What the request made when it came before; nullopt: it is new, or has no id. `find` reads
    /// the value as it is now. Conflict when the id belongs to another request, or the value was
    /// changed (data.current) or removed since.
    template<typename T>
    [[nodiscard]] Result<std::optional<T>>
    find(storage::Database &database,
         const std::function<Result<T>(storage::Database &)> &find) const
    {
        const Result<std::optional<AuditRecord>> deed = earlierDeed(database);
        if (!deed.ok())
            return deed.error();
        if (!deed->has_value())
            return std::optional<T>();
        const Result<T> present = find(database);
        if (!present.ok() && present.error().kind != ErrorKind::NotFound)
            return present.error();
        const QJsonObject current = present.ok() ? toJson(*present) : QJsonObject();
        if (!isAsLeft(**deed, current))
            return changedSince(current);
        return std::optional<T>(*present);
    }

    /// For one whose id came with something else before.
    [[nodiscard]] static Error takenId();

private:
    [[nodiscard]] Result<std::optional<AuditRecord>> earlierDeed(storage::Database &database) const;
    [[nodiscard]] static bool isAsLeft(const AuditRecord &deed, const QJsonObject &current);
    [[nodiscard]] static Error changedSince(const QJsonObject &current);

    storage::Actor m_actor;
    QString m_area;
    QJsonObject m_wanted;
};

} // namespace postern::control
