// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/RouteHandler.h"

#include "server/control/ControlContext.h"
#include "server/control/MaildirCheck.h"
#include "server/control/Page.h"
#include "server/control/Repetition.h"
#include "server/control/RouteWarning.h"
#include "server/storage/RouteStore.h"
#include "shared/control/ValueCodec.h"

namespace postern::control
{

namespace
{

Result<QString> routeDomain(const QString &text)
{
    if (text == QLatin1String("default"))
        return text;
    return canonicalDomain(text);
}

Result<Route> readRoute(const Call &call)
{
    ObjectReader outer = call.reader();
    ObjectReader reader(outer.object(u"route"));
    if (const auto error = outer.finish())
        return *error;
    const QString domain = reader.text(u"domain");
    const QString target = reader.text(u"target");
    const qint64 revision = reader.integer(u"revision", ObjectReader::Presence::Optional);
    // A route may be sent back as it came.
    (void)reader.integer(u"changedAt", ObjectReader::Presence::Optional);
    (void)reader.text(u"changedBy", ObjectReader::Presence::Optional);
    if (const auto error = reader.finish())
        return *error;
    const Result<QString> name = routeDomain(domain);
    if (!name.ok())
        return name.error();
    Result<Route> route = Route::parseTarget(target);
    if (!route.ok())
        return route.error();
    route.value().domain = *name;
    route.value().revision = revision;
    return route;
}

} // namespace

Result<QJsonObject> RouteHandler::list(const Call &call)
{
    auto routes = storage::RouteStore(*m_context.database).list();
    if (!routes.ok())
        return routes.error();
    return pageByName(call, std::move(routes).value(), &Route::domain);
}

void RouteHandler::set(const Call &call, const Reply &reply)
{
    const Result<Route> route = readRoute(call);
    if (!route.ok()) {
        reply(route.error());
        return;
    }
    MaildirCheck::find(*route, m_context,
                       [this, call, route = *route, reply](const Result<QStringList> &found) {
                           if (found.ok())
                               store(call, route, *found, reply);
                           else
                               reply(found.error());
                       });
}

void RouteHandler::store(const Call &call, const Route &route, const QStringList &warnings,
                         const Reply &reply)
{
    const Repetition repetition(
        call.actor, QStringLiteral("route"),
        {{QStringLiteral("domain"), route.domain}, {QStringLiteral("target"), route.target()}});
    m_context.write<Route>(
        call,
        [repetition, route, actor = call.actor,
         now = m_context.now()](storage::Database &database) -> Result<Route> {
            storage::RouteStore store(database);
            const auto made = repetition.findForChange<Route>(
                database, [&](storage::Database &) { return store.find(route.domain); });
            if (!made.ok())
                return made.error();
            if (made->has_value())
                return **made;
            return store.set(route, actor, now);
        },
        [this, reply, warnings](const Route &stored) {
            announce();
            RouteWarning::find(
                stored, m_context.receiver, [stored, reply, warnings](const QStringList &more) {
                    reply(QJsonObject{
                        {QStringLiteral("route"), toJson(stored)},
                        {QStringLiteral("warnings"), QJsonArray::fromStringList(warnings + more)}});
                });
        },
        reply);
}

void RouteHandler::remove(const Call &call, const Reply &reply)
{
    ObjectReader reader = call.reader();
    const Result<QString> domain = routeDomain(reader.text(u"domain"));
    if (const auto error = reader.finish()) {
        reply(*error);
        return;
    }
    if (!domain.ok()) {
        reply(domain.error());
        return;
    }
    m_context.write(
        call,
        [domain = *domain, actor = call.actor, now = m_context.now()](storage::Database &database) {
            return storage::RouteStore(database).remove(domain, actor, now);
        },
        [this, reply] {
            announce();
            reply(QJsonObject());
        },
        reply);
}

void RouteHandler::announce()
{
    announceList(m_context, Topic::Routes, QStringLiteral("route.changed"),
                 storage::RouteStore(*m_context.database).list());
}

} // namespace postern::control
