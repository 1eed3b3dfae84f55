// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/WhitelistHandler.h"

#include "server/control/ControlContext.h"
#include "server/control/EffectsAnswer.h"
#include "server/control/Repetition.h"
#include "server/control/WhitelistChange.h"
#include "server/control/WhitelistRequest.h"
#include "server/storage/WhitelistStore.h"
#include "shared/ErrorCode.h"
#include "shared/control/ValueCodec.h"

namespace postern::control
{

using Presence = ObjectReader::Presence;

/// What was committed.
struct WhitelistHandler::Outcome
{
    QList<WhitelistEntry> entries; ///< as they are now, or as they were when removed
    policy::ChangeEffects effects;
};

namespace
{

/// Who changes, and when.
struct Change
{
    storage::Actor actor;
    Role role = Role::Auditor;
    UtcMs now = 0;
};

struct Stored
{
    WhitelistEntry entry;
    policy::ChangeEffects effects;
};

/// Those fields of the stored value that a request for `entry` decides.
QJsonObject decidedBy(const WhitelistEntry &entry)
{
    QJsonObject decided = toJson(entry);
    for (const QString &own :
         {QStringLiteral("id"), QStringLiteral("builtIn"), QStringLiteral("revision"),
          QStringLiteral("createdAt"), QStringLiteral("changedAt"), QStringLiteral("changedBy")}) {
        decided.remove(own);
    }
    return decided;
}

/// What an add with the id of `entry` has made before; nothing when it is new. Conflict as of
/// Repetition, with the entry that has the id in data.current: a form whose first Save got no
/// answer goes on from there.
Result<std::optional<WhitelistEntry>>
madeBefore(storage::Database &database, const WhitelistEntry &entry, const storage::Actor &actor)
{
    if (entry.id.isEmpty())
        return std::optional<WhitelistEntry>();
    const std::function<Result<WhitelistEntry>(storage::Database &)> find =
        [&entry](storage::Database &read) { return storage::WhitelistStore(read).find(entry.id); };
    const auto made = Repetition(actor, QStringLiteral("whitelist"), decidedBy(entry))
                          .findForChange<WhitelistEntry>(database, find);
    if (made.ok() && made->has_value())
        return made;
    const Result<WhitelistEntry> present = find(database);
    if (!present.ok()) {
        if (present.error().kind != ErrorKind::NotFound)
            return present.error();
        return made;
    }
    Error taken = made.ok() ? Repetition::takenId() : made.error();
    taken.data.insert(QStringLiteral("current"), toJson(*present));
    return taken;
}

Result<Stored> saveIn(storage::Database &database, const WhitelistEntry &entry, bool isNew,
                      const QString &typed, const Change &by)
{
    // Before anything is read: what is checked here is what the store will find.
    if (const Result<void> locked = database.lockChanges(); !locked.ok())
        return locked.error();
    storage::WhitelistStore store(database);
    QList<AddressRange> ranges{entry.range};
    std::optional<WhitelistEntry> before;
    if (isNew) {
        const auto made = madeBefore(database, entry, by.actor);
        if (!made.ok())
            return made.error();
        if (made->has_value())
            return Stored{**made, {}};
    } else {
        const Result<WhitelistEntry> found = store.find(entry.id);
        if (!found.ok())
            return found.error();
        before = *found;
        ranges.append(before->range);
    }
    // Nobody is asked to confirm what is refused all the same; the store has the words for that.
    const bool isStoreRefusing = before
                                 && (before->revision != entry.revision
                                     || (before->builtIn && before->range != entry.range));
    if (!isStoreRefusing) {
        if (const auto isFree = store.refuseCollision(entry); !isFree.ok())
            return isFree.error();
        if (const auto fits = checkWidth(entry, before ? &*before : nullptr, typed); !fits.ok())
            return fits.error();
    }
    Result<WhitelistChange> change = WhitelistChange::around(database, ranges);
    if (!change.ok())
        return change.error();
    const Result<WhitelistEntry> stored =
        isNew ? store.add(entry, by.actor, by.now) : store.update(entry, by.actor, by.now);
    if (!stored.ok())
        return stored.error();
    change.value().put(*stored);
    return Stored{*stored, change->effects(by.now)};
}

Result<Stored> switchIn(storage::Database &database, const EntryReference &reference,
                        bool isEnabled, const Change &by)
{
    if (const Result<void> locked = database.lockChanges(); !locked.ok())
        return locked.error();
    storage::WhitelistStore store(database);
    const Result<WhitelistEntry> found = store.find(reference.id);
    if (!found.ok())
        return found.error();
    WhitelistEntry entry = *found;
    entry.enabled = isEnabled;
    if (reference.revision != 0)
        entry.revision = reference.revision;
    Result<WhitelistChange> change = WhitelistChange::around(database, {entry.range});
    if (!change.ok())
        return change.error();
    const Result<WhitelistEntry> stored = store.update(entry, by.actor, by.now);
    if (!stored.ok())
        return stored.error();
    change.value().put(*stored);
    const policy::ChangeEffects effects = change->effects(by.now);
    if (!mayCall(by.role, Role::Admin) && effects.widensTrust) {
        return Error{
            ErrorKind::Forbidden,
            QStringLiteral("Switching %1 off would let some of its clients do more than now, "
                           "because a wider entry then decides for them. That needs a "
                           "System Administrator.")
                .arg(entry.range.toString()),
            {},
            withCode(ErrorCode::WouldWiden, [&] {
                QJsonObject data = effectsAnswer(effects);
                data.insert(QStringLiteral("range"), entry.range.toString());
                return data;
            }())};
    }
    return Stored{*stored, effects};
}

struct Removed
{
    QList<WhitelistEntry> entries;
    policy::ChangeEffects effects;
};

Result<Removed> removeIn(storage::Database &database, const QList<EntryReference> &references,
                         const Change &by)
{
    if (const Result<void> locked = database.lockChanges(); !locked.ok())
        return locked.error();
    storage::WhitelistStore store(database);
    Removed removed;
    QList<AddressRange> ranges;
    for (const EntryReference &reference : references) {
        const Result<WhitelistEntry> entry = store.find(reference.id);
        if (!entry.ok())
            return entry.error();
        removed.entries.append(*entry);
        ranges.append(entry->range);
    }
    Result<WhitelistChange> change = WhitelistChange::around(database, ranges);
    if (!change.ok())
        return change.error();
    for (const EntryReference &reference : references) {
        const Result<void> done = store.remove(reference.id, reference.revision, by.actor, by.now);
        if (!done.ok())
            return done.error();
        change.value().take(reference.id);
    }
    removed.effects = change->effects(by.now);
    return removed;
}

} // namespace

void WhitelistHandler::add(const Call &call, const Reply &reply)
{
    save(call, reply, true);
}

void WhitelistHandler::update(const Call &call, const Reply &reply)
{
    save(call, reply, false);
}

void WhitelistHandler::save(const Call &call, const Reply &reply, bool isNew)
{
    ObjectReader reader = call.reader();
    Result<WhitelistEntry> entry = readEntry(reader);
    const QString typed = reader.text(u"confirmWide", Presence::Optional);
    if (!entry.ok()) {
        reply(entry.error());
        return;
    }
    if (isNew)
        checkChosenId(reader, u"entry.id", entry->id);
    else if (entry->id.isEmpty())
        reader.fail(u"id", QStringLiteral("\"id\" is missing; it says which entry is changed."));
    if (const auto error = reader.finish()) {
        reply(*error);
        return;
    }
    Change by{call.actor, call.role, m_context.now()};
    if (isNew)
        by.actor.request = entry->id; // the entry's id is the request's too
    m_context.write<Stored>(
        call,
        [entry = *entry, isNew, typed, by](storage::Database &database) {
            return saveIn(database, entry, isNew, typed, by);
        },
        [this, reply](const Stored &stored) {
            answerSaved({{stored.entry}, stored.effects}, [&](const Result<QJsonObject> &result) {
                QJsonObject answer = result.value();
                answer.insert(QStringLiteral("width"), widthName(widthOf(stored.entry)));
                reply(answer);
            });
        },
        reply);
}

void WhitelistHandler::enable(const Call &call, const Reply &reply)
{
    setEnabled(call, reply, true);
}

void WhitelistHandler::disable(const Call &call, const Reply &reply)
{
    setEnabled(call, reply, false);
}

void WhitelistHandler::setEnabled(const Call &call, const Reply &reply, bool isEnabled)
{
    ObjectReader reader = call.reader();
    EntryReference reference;
    reference.id = reader.text(u"id");
    reference.revision = reader.integer(u"revision", Presence::Optional);
    if (const auto error = reader.finish()) {
        reply(*error);
        return;
    }
    const Change by{call.actor, call.role, m_context.now()};
    m_context.write<Stored>(
        call,
        [reference, isEnabled, by](storage::Database &database) {
            return switchIn(database, reference, isEnabled, by);
        },
        [this, reply](const Stored &stored) {
            answerSaved({{stored.entry}, stored.effects}, reply);
        },
        reply);
}

void WhitelistHandler::answerSaved(const Outcome &outcome, const Reply &reply)
{
    const QJsonObject entry = toJson(outcome.entries.first());
    m_context.changed(Topic::Whitelist);
    QJsonObject answer = effectsAnswer(outcome.effects);
    answer.insert(QStringLiteral("entry"), entry);
    reply(answer);
    m_context.publish(QStringLiteral("whitelist.changed"), {{QStringLiteral("entry"), entry}});
}

void WhitelistHandler::remove(const Call &call, const Reply &reply)
{
    ObjectReader reader = call.reader();
    const QList<EntryReference> references = readReferences(reader);
    if (const auto error = reader.finish()) {
        reply(*error);
        return;
    }
    const Change by{call.actor, call.role, m_context.now()};
    m_context.write<Removed>(
        call,
        [references, by](storage::Database &database) {
            return removeIn(database, references, by);
        },
        [this, reply, who = call.actor.who](const Removed &removed) {
            answerRemoved({removed.entries, removed.effects}, who, reply);
        },
        reply);
}

void WhitelistHandler::answerRemoved(const Outcome &outcome, const QString &who, const Reply &reply)
{
    m_context.changed(Topic::Whitelist);
    QJsonObject answer = effectsAnswer(outcome.effects);
    answer.insert(QStringLiteral("removed"), static_cast<int>(outcome.entries.size()));
    reply(answer);
    for (const WhitelistEntry &entry : outcome.entries) {
        m_context.publish(QStringLiteral("whitelist.removed"),
                          {{QStringLiteral("id"), entry.id},
                           {QStringLiteral("address"), entry.range.toString()},
                           {QStringLiteral("by"), who}});
    }
}

} // namespace postern::control
