// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/QueueHandler.h"

#include "server/control/ControlContext.h"
#include "server/control/Page.h"
#include "server/storage/QueueAdministration.h"
#include "server/storage/QueueKey.h"
#include "shared/control/ValueCodec.h"

namespace postern::control
{

using Presence = ObjectReader::Presence;

/// What is to be done with which messages, by whom.
struct QueueHandler::Order
{
    storage::QueueFilter filter;
    storage::Actor actor;
    UtcMs now = 0;
    bool isDryRun = false;
    QString reason;
};

namespace
{

constexpr qsizetype longestHoldReason = 200;

storage::QueueFilter readFilter(ObjectReader &outer)
{
    storage::QueueFilter filter;
    ObjectReader reader(outer.object(u"filter", Presence::Optional), QStringLiteral("filter"));
    filter.ids = reader.texts(u"ids", Presence::Optional);
    filter.sender = reader.text(u"sender", Presence::Optional);
    filter.recipient = reader.text(u"recipient", Presence::Optional);
    filter.client = reader.text(u"client", Presence::Optional);
    filter.entryId = reader.text(u"entry", Presence::Optional);
    filter.user = reader.text(u"user", Presence::Optional);
    // Each is a parameter of the statement, and statements are kept.
    if (filter.ids.size() > pageRows) {
        reader.fail(
            u"ids",
            QStringLiteral("\"filter.ids\" may name at most %1 messages at once.").arg(pageRows));
    }
    const QString state = reader.text(u"state", Presence::Optional);
    filter.includeDone = reader.boolean(u"includeDone", Presence::Optional);
    filter.state = recipientStateFromName(state);
    if (!state.isEmpty() && !filter.state) {
        reader.fail(u"state", QStringLiteral("\"filter.state\" must be queued, deferred, held, "
                                             "delivered, failed or removed, not \"%1\".")
                                  .arg(state.left(64)));
    }
    if (const auto error = reader.finish())
        outer.fail(*error);
    return filter;
}

bool choosesAll(const storage::QueueFilter &filter)
{
    return filter.ids.isEmpty() && filter.sender.isEmpty() && filter.recipient.isEmpty()
           && filter.client.isEmpty() && filter.entryId.isEmpty() && filter.user.isEmpty()
           && !filter.state;
}

} // namespace

Result<QJsonObject> QueueHandler::list(const Call &call)
{
    ObjectReader reader = call.reader();
    const storage::QueueFilter filter = readFilter(reader);
    const QString cursor = reader.text(u"cursor", Presence::Optional);
    if (!cursor.isEmpty() && !storage::isQueueId(cursor))
        Page::refuseCursor(reader);
    int limit = Page::readLimit(reader);
    if (const auto error = reader.finish())
        return *error;
    // The store's cursor stands after its last row, so a page that is too large is asked for anew
    // with fewer rows rather than cut.
    while (true) {
        const auto found =
            storage::QueueAdministration(*m_context.database).list(filter, cursor, limit);
        if (!found.ok())
            return found.error();
        Page page(limit);
        bool hasAll = true;
        for (const QueueItem &item : found->items)
            hasAll = hasAll && page.add(toJson(item));
        if (hasAll)
            return page.toJson(found->nextCursor);
        limit = static_cast<int>(page.rows());
    }
}

Result<QJsonObject> QueueHandler::show(const Call &call)
{
    ObjectReader reader = call.reader();
    const QString id = reader.text(u"id");
    if (const auto error = reader.finish())
        return *error;
    const auto item = storage::QueueAdministration(*m_context.database).show(id);
    if (!item.ok())
        return item.error();
    return QJsonObject{{QStringLiteral("item"), toJson(*item)}};
}

void QueueHandler::hold(const Call &call, const Reply &reply)
{
    carryOut(call, reply, [](storage::Database &database, const Order &order) {
        return storage::QueueAdministration(database).hold(order.filter, order.reason, order.actor,
                                                           order.now, order.isDryRun);
    });
}

void QueueHandler::release(const Call &call, const Reply &reply)
{
    carryOut(call, reply, [](storage::Database &database, const Order &order) {
        return storage::QueueAdministration(database).release(order.filter, order.actor, order.now,
                                                              order.isDryRun);
    });
}

void QueueHandler::retry(const Call &call, const Reply &reply)
{
    carryOut(call, reply, [](storage::Database &database, const Order &order) {
        return storage::QueueAdministration(database).retry(order.filter, order.actor, order.now,
                                                            order.isDryRun);
    });
}

void QueueHandler::remove(const Call &call, const Reply &reply)
{
    carryOut(call, reply, [](storage::Database &database, const Order &order) {
        return storage::QueueAdministration(database).remove(order.filter, order.actor, order.now,
                                                             order.isDryRun);
    });
}

void QueueHandler::carryOut(const Call &call, const Reply &reply, const Deed &deed)
{
    ObjectReader reader = call.reader();
    Order order;
    order.filter = readFilter(reader);
    order.isDryRun = reader.boolean(u"dryRun", Presence::Optional);
    order.actor = call.actor;
    order.now = m_context.now();
    order.reason = QStringLiteral("held by %1").arg(call.actor.who);
    if (call.method->name == u"queue.hold") {
        const QString reason = reader.text(u"reason", Presence::Optional).simplified();
        if (reason.size() > longestHoldReason)
            reader.fail(u"reason", QStringLiteral("\"reason\" must have at most %1 characters.")
                                       .arg(longestHoldReason));
        if (!reason.isEmpty())
            order.reason = reason;
    }
    if (choosesAll(order.filter)) {
        reader.fail(u"filter", QStringLiteral("Say which messages are meant: \"filter\" needs at "
                                              "least one of ids, client, entry, user, sender, "
                                              "recipient or state."));
    }
    if (const auto error = reader.finish()) {
        reply(*error);
        return;
    }
    m_context.write<int>(
        call, [deed, order](storage::Database &database) { return deed(database, order); },
        [this, reply, isDryRun = order.isDryRun](const int &count) {
            if (!isDryRun && count > 0) {
                m_context.changed(Topic::Queue);
                m_context.noteQueueChanged();
            }
            reply(QJsonObject{{QStringLiteral("changed"), count}});
        },
        reply);
}

} // namespace postern::control
