// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/RouteStore.h"

#include "server/storage/AuditStore.h"
#include "shared/control/ValueCodec.h"

namespace postern::storage
{

namespace
{

const QString columns =
    QStringLiteral("domain, target, revision, changed_at, changed_by, tls, fingerprint, login");

Result<Route> routeFrom(const Rows &rows)
{
    Result<Route> route = Route::parseTarget(rows.text(1));
    if (!route) {
        return Error{ErrorKind::Internal,
                     QStringLiteral("The route of %1 has the target \"%2\" in the database, which "
                                    "cannot be read.")
                         .arg(rows.text(0), rows.text(1))};
    }
    const auto tls = routeTlsOf(rows.text(5));
    if (!tls) {
        return Error{ErrorKind::Internal,
                     QStringLiteral("The route of %1 has the protection \"%2\" in the database, "
                                    "which is not known.")
                         .arg(rows.text(0), rows.text(5))};
    }
    route.value().domain = rows.text(0);
    route.value().revision = rows.integer(2);
    route.value().changedAt = rows.integer(3);
    route.value().changedBy = rows.text(4);
    route.value().tls = *tls;
    route.value().fingerprint = rows.text(6);
    route.value().user = rows.text(7);
    return route;
}

Error stale(const Route &wanted, const Result<Route> &current)
{
    if (!current) {
        return {ErrorKind::Conflict,
                QStringLiteral("The route of %1 was removed meanwhile; nothing was saved.")
                    .arg(wanted.domain)};
    }
    return {ErrorKind::Conflict,
            QStringLiteral("The route of %1 was changed to %2 by %3 meanwhile; nothing was saved.")
                .arg(wanted.domain, current->target(), current->changedBy),
            {},
            {{QStringLiteral("current"), control::toJson(*current)}}};
}

} // namespace

Result<QList<Route>> RouteStore::list()
{
    Result<Rows> rows =
        m_database.run(QStringLiteral("SELECT %1 FROM route ORDER BY domain").arg(columns));
    if (!rows)
        return rows.error();
    QList<Route> routes;
    while (rows.value().next()) {
        Result<Route> route = routeFrom(*rows);
        if (!route)
            return route.error();
        routes.append(std::move(route).value());
    }
    return routes;
}

Result<Route> RouteStore::find(const QString &domain)
{
    Result<Rows> rows = m_database.run(
        QStringLiteral("SELECT %1 FROM route WHERE domain = ?").arg(columns), {domain});
    if (!rows)
        return rows.error();
    if (!rows.value().next()) {
        return Error{ErrorKind::NotFound, QStringLiteral("There is no route for %1.").arg(domain),
                     QStringLiteral("domain")};
    }
    return routeFrom(*rows);
}

Result<QHash<QString, QByteArray>> RouteStore::sealedPasswords()
{
    Result<Rows> rows =
        m_database.run(QStringLiteral("SELECT domain, password FROM route WHERE login <> ''"));
    if (!rows)
        return rows.error();
    QHash<QString, QByteArray> passwords;
    while (rows.value().next())
        passwords.insert(rows->text(0), rows->bytes(1));
    return passwords;
}

/// A password never goes to another host or as another user than it was given for.
Result<QByteArray> RouteStore::passwordFor(const RouteChange &change, const Result<Route> &before)
{
    const Route &route = change.route;
    if (route.user.isEmpty())
        return QByteArrayLiteral("");
    if (change.sealedPassword)
        return *change.sealedPassword;
    if (before && before->user == route.user && before->host == route.host) {
        const Result<QHash<QString, QByteArray>> stored = sealedPasswords();
        if (!stored)
            return stored.error();
        return stored->value(route.domain);
    }
    return Error{ErrorKind::Invalid,
                 QStringLiteral("The password of %1 at %2 is missing.").arg(route.user, route.host),
                 QStringLiteral("password")};
}

Result<Route> RouteStore::set(const RouteChange &change, const Actor &actor, UtcMs now)
{
    const Route &route = change.route;
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<Route> before = find(route.domain);
    if (!before && before.error().kind != ErrorKind::NotFound)
        return before.error();
    const qint64 currentRevision = before ? before->revision : 0;
    if (route.revision != 0 && route.revision != currentRevision)
        return stale(route, before);
    const Result<QByteArray> password = passwordFor(change, before);
    if (!password)
        return password.error();
    Route after = route;
    after.revision = currentRevision + 1;
    after.changedAt = now;
    after.changedBy = actor.who;
    if (const Result<void> written = write(after, *password, before.ok()); !written)
        return written.error();
    QJsonObject noted = control::toJson(after);
    if (change.sealedPassword)
        noted.insert(QStringLiteral("password"), QStringLiteral("set"));
    const Result<void> appended =
        AuditStore(m_database)
            .append(actor, now, QStringLiteral("route.set"), route.domain,
                    before ? control::toJson(*before) : QJsonObject(), noted);
    if (!appended)
        return appended.error();
    return after;
}

Result<void> RouteStore::write(const Route &route, const QByteArray &password, bool isThere)
{
    const QVariantList values{route.target(),
                              route.revision,
                              qint64(route.changedAt),
                              route.changedBy,
                              routeTlsName(route.tls),
                              route.fingerprint,
                              route.user,
                              password,
                              route.domain};
    const QString sql =
        isThere ? QStringLiteral("UPDATE route SET target = ?, revision = ?, changed_at = ?, "
                                 "changed_by = ?, tls = ?, fingerprint = ?, login = ?, "
                                 "password = ? WHERE domain = ?")
                : QStringLiteral("INSERT INTO route (target, revision, changed_at, changed_by, "
                                 "tls, fingerprint, login, password, domain) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const Result<int> written = m_database.change(sql, values);
    return written ? Result<void>() : Result<void>(written.error());
}

Result<void> RouteStore::remove(const QString &domain, const Actor &actor, UtcMs now)
{
    if (const Result<void> locked = m_database.lockChanges(); !locked)
        return locked.error();
    const Result<Route> before = find(domain);
    if (!before)
        return before.error();
    const Result<int> removed =
        m_database.change(QStringLiteral("DELETE FROM route WHERE domain = ?"), {domain});
    if (!removed)
        return removed.error();
    return AuditStore(m_database)
        .append(actor, now, QStringLiteral("route.remove"), domain, control::toJson(*before), {});
}

} // namespace postern::storage
