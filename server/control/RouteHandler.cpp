// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/RouteHandler.h"

#include "server/auth/SecretKey.h"
#include "server/control/ControlContext.h"
#include "server/control/MaildirCheck.h"
#include "server/control/Page.h"
#include "server/control/Repetition.h"
#include "server/control/RouteWarning.h"

#include "shared/control/ValueCodec.h"

namespace postern::control
{

namespace
{

constexpr qsizetype maxPasswordLength = 4096;

Result<QString> routeDomain(const QString &text)
{
    if (text == QLatin1String("default"))
        return text;
    return canonicalDomain(text);
}

/// A route as it shall be, and the password that goes with it.
struct Wish
{
    Route route;
    std::optional<QString> password; ///< nothing: the one that is there
};

Result<Wish> readWish(const Call &call)
{
    ObjectReader outer = call.reader();
    ObjectReader reader(outer.object(u"route"), QStringLiteral("route"));
    Wish wish;
    if (outer.has(u"password"))
        wish.password = outer.text(u"password");
    if (const auto error = outer.finish())
        return *error;
    const QString domain = reader.text(u"domain");
    const QString target = reader.text(u"target");
    const qint64 revision = reader.integer(u"revision", ObjectReader::Presence::Optional);
    // A route may be sent back as it came.
    (void)reader.integer(u"changedAt", ObjectReader::Presence::Optional);
    (void)reader.text(u"changedBy", ObjectReader::Presence::Optional);
    Result<Route> route = Route::parseTarget(target);
    if (route.ok())
        readProtection(reader, route.value());
    if (const auto error = reader.finish())
        return *error;
    const Result<QString> name = routeDomain(domain);
    if (!name.ok())
        return name.error();
    if (!route.ok())
        return route.error();
    wish.route = std::move(route).value();
    wish.route.domain = *name;
    wish.route.revision = revision;
    if (const Result<void> fits = wish.route.check(); !fits.ok())
        return fits.error();
    if (wish.password && wish.password->size() > maxPasswordLength) {
        return Error{ErrorKind::Invalid,
                     QStringLiteral("The password has %1 characters; at most %2 fit.")
                         .arg(wish.password->size())
                         .arg(maxPasswordLength),
                     QStringLiteral("password")};
    }
    if (wish.password && (wish.password->isEmpty() || wish.route.user.isEmpty())) {
        return Error{ErrorKind::Invalid,
                     QStringLiteral("A password goes with a user. Name both or neither."),
                     QStringLiteral("password")};
    }
    return wish;
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
    const Result<Wish> wish = readWish(call);
    if (!wish.ok()) {
        reply(wish.error());
        return;
    }
    storage::RouteChange change{wish->route, std::nullopt};
    if (wish->password)
        change.sealedPassword = m_context.sources.secretKey.seal(wish->password->toUtf8());
    MaildirCheck::find(wish->route, m_context,
                       [this, call, change, reply](const Result<QStringList> &found) {
                           if (found.ok())
                               store(call, change, *found, reply);
                           else
                               reply(found.error());
                       });
}

void RouteHandler::store(const Call &call, const storage::RouteChange &change,
                         const QStringList &warnings, const Reply &reply)
{
    const Route &route = change.route;
    const Repetition repetition(call.actor, QStringLiteral("route"),
                                {{QStringLiteral("domain"), route.domain},
                                 {QStringLiteral("target"), route.target()},
                                 {QStringLiteral("tls"), routeTlsName(route.tls)},
                                 {QStringLiteral("fingerprint"), route.fingerprint},
                                 {QStringLiteral("user"), route.user}});
    m_context.write<Route>(
        call,
        [repetition, change, actor = call.actor,
         now = m_context.now()](storage::Database &database) -> Result<Route> {
            storage::RouteStore store(database);
            const auto made = repetition.findForChange<Route>(
                database, [&](storage::Database &) { return store.find(change.route.domain); });
            if (!made.ok())
                return made.error();
            if (made->has_value())
                return **made;
            return store.set(change, actor, now);
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
