// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/Repetition.h"

#include "server/storage/AuditStore.h"
#include "shared/model/ChosenId.h"

namespace postern::control
{

void checkChosenId(ObjectReader &reader, QStringView field, const QString &id)
{
    if (!id.isEmpty() && !isChosenId(id)) {
        reader.fail(field, QStringLiteral("\"%1\" must be a new random UUID in lower case, or "
                                          "left out.")
                               .arg(reader.pathOf(field)));
    }
}

Repetition::Repetition(storage::Actor actor, QString area, QJsonObject wanted)
    : m_actor(std::move(actor)), m_area(std::move(area)), m_wanted(std::move(wanted))
{}

Error Repetition::takenId()
{
    return {ErrorKind::Conflict,
            QStringLiteral("The id of this request was used for another one already; nothing was "
                           "changed. A new request needs a new id."),
            QStringLiteral("id")};
}

Result<std::optional<AuditRecord>> Repetition::earlierDeed(storage::Database &database) const
{
    Result<std::optional<AuditRecord>> deed =
        storage::AuditStore(database).newestOf(m_actor.request);
    if (!deed.ok() || !deed->has_value())
        return deed;
    const AuditRecord &row = **deed;
    if (row.who != m_actor.who || row.action.section(QLatin1Char('.'), 0, 0) != m_area)
        return takenId();
    for (auto it = m_wanted.begin(); it != m_wanted.end(); ++it) {
        if (row.after.value(it.key()) != it.value())
            return takenId();
    }
    return deed;
}

bool Repetition::isAsLeft(const AuditRecord &deed, const QJsonObject &current)
{
    // Uses and logins are no changes, so the rest of the value is not looked at.
    for (const QString &field : {QStringLiteral("revision"), QStringLiteral("createdAt"),
                                 QStringLiteral("createdBy"), QStringLiteral("changedAt")}) {
        if (deed.after.value(field) != current.value(field))
            return false;
    }
    return true;
}

Error Repetition::changedSince(const QJsonObject &current)
{
    if (current.isEmpty()) {
        return {ErrorKind::Conflict,
                QStringLiteral("This was done when it was asked for first, and removed since; it "
                               "was not done again.")};
    }
    return {ErrorKind::Conflict,
            QStringLiteral("This was done when it was asked for first, and changed since; nothing "
                           "was changed now."),
            {},
            {{QStringLiteral("current"), current}}};
}

} // namespace postern::control
