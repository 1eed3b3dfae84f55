// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/control/ValueCodec.h"

namespace postern::control
{

QJsonObject toJson(const ListenerStatus &listener)
{
    return {{QStringLiteral("name"), listener.name},
            {QStringLiteral("address"), listener.address},
            {QStringLiteral("role"), listener.role},
            {QStringLiteral("tls"), listener.tls}};
}

template<>
Result<ListenerStatus> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    ListenerStatus listener;
    listener.name = reader.text(u"name");
    listener.address = reader.text(u"address");
    listener.role = reader.text(u"role");
    listener.tls = reader.text(u"tls");
    if (const auto error = reader.error())
        return *error;
    return listener;
}

QJsonObject toJson(const ServerStatus &status)
{
    const QJsonObject queue{{QStringLiteral("queued"), integerToJson(status.queued)},
                            {QStringLiteral("deferred"), integerToJson(status.deferred)},
                            {QStringLiteral("held"), integerToJson(status.held)}};
    return {{QStringLiteral("version"), status.version},
            {QStringLiteral("hostname"), status.hostname},
            {QStringLiteral("node"), status.node},
            {QStringLiteral("startedAt"), integerToJson(status.startedAt)},
            {QStringLiteral("listeners"), toJson(status.listeners)},
            {QStringLiteral("control"), QJsonArray::fromStringList(status.control)},
            {QStringLiteral("database"), status.database},
            {QStringLiteral("fingerprint"), status.fingerprint},
            {QStringLiteral("queue"), queue},
            {QStringLiteral("sessions"), integerToJson(status.sessions)},
            {QStringLiteral("warnings"), QJsonArray::fromStringList(status.warnings)}};
}

template<>
Result<ServerStatus> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    ServerStatus status;
    status.version = reader.text(u"version");
    status.hostname = reader.text(u"hostname");
    status.node = reader.text(u"node");
    status.startedAt = reader.integer(u"startedAt");
    status.listeners = readList<ListenerStatus>(reader, u"listeners");
    status.control = reader.texts(u"control");
    status.database = reader.text(u"database");
    status.fingerprint = reader.text(u"fingerprint");
    ObjectReader queue(reader.object(u"queue"), reader.pathOf(u"queue"));
    status.queued = queue.integer(u"queued");
    status.deferred = queue.integer(u"deferred");
    status.held = queue.integer(u"held");
    status.sessions = reader.integer(u"sessions");
    status.warnings = reader.texts(u"warnings");
    if (const auto error = reader.error())
        return *error;
    if (const auto error = queue.error())
        return *error;
    return status;
}

} // namespace postern::control
