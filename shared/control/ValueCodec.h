// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/control/ObjectReader.h"
#include "shared/model/AcceptedDomain.h"
#include "shared/model/Accounts.h"
#include "shared/model/AuditRecord.h"
#include "shared/model/Effect.h"
#include "shared/model/Explanation.h"
#include "shared/model/QueueItem.h"
#include "shared/model/Route.h"
#include "shared/model/ServerStatus.h"
#include "shared/model/SettingItem.h"
#include "shared/model/WhitelistEntry.h"

#include <QJsonArray>

namespace postern::control
{

/// The wire form of each value of shared/model, as docs/control-protocol.md describes it. Pure; any
/// thread.
[[nodiscard]] QJsonObject toJson(const WhitelistEntry &entry);
[[nodiscard]] QJsonObject toJson(const Effect &effect);
[[nodiscard]] QJsonObject toJson(const ExplainGate &gate);
[[nodiscard]] QJsonObject toJson(const ConsideredEntry &considered);
[[nodiscard]] QJsonObject toJson(const Explanation &explanation);
[[nodiscard]] QJsonObject toJson(const Route &route);
/// Reads `tls`, `fingerprint` and `user` of a route object, where they are there, over what its
/// target says. Colons in a fingerprint are left out.
void readProtection(ObjectReader &reader, Route &route);
[[nodiscard]] QJsonObject toJson(const AcceptedDomain &domain);
[[nodiscard]] QJsonObject toJson(const SmtpUser &user);
[[nodiscard]] QJsonObject toJson(const Administrator &administrator);
[[nodiscard]] QJsonObject toJson(const DeliveryAttempt &attempt);
[[nodiscard]] QJsonObject toJson(const QueueRecipient &recipient);
[[nodiscard]] QJsonObject toJson(const QueueItem &item);
[[nodiscard]] QJsonObject toJson(const AuditRecord &record);
[[nodiscard]] QJsonObject toJson(const SettingItem &item);
[[nodiscard]] QJsonObject toJson(const ListenerStatus &listener);
[[nodiscard]] QJsonObject toJson(const ServerStatus &status);

template<typename T>
[[nodiscard]] QJsonArray toJson(const QList<T> &values)
{
    QJsonArray array;
    for (const T &value : values)
        array.append(toJson(value));
    return array;
}

/// Back from the wire: error kind Invalid that names the field and what was expected. Fields that
/// are not known are ignored, so that values of a newer server can be read. `path` is where the
/// object stands ("entry"), for the error.
template<typename T>
[[nodiscard]] Result<T> fromJson(const QJsonObject &object, const QString &path = {});

template<>
Result<WhitelistEntry> fromJson(const QJsonObject &object, const QString &path);
template<>
Result<Effect> fromJson(const QJsonObject &object, const QString &path);
template<>
Result<ExplainGate> fromJson(const QJsonObject &object, const QString &path);
template<>
Result<ConsideredEntry> fromJson(const QJsonObject &object, const QString &path);
template<>
Result<Explanation> fromJson(const QJsonObject &object, const QString &path);
template<>
Result<Route> fromJson(const QJsonObject &object, const QString &path);
template<>
Result<AcceptedDomain> fromJson(const QJsonObject &object, const QString &path);
template<>
Result<SmtpUser> fromJson(const QJsonObject &object, const QString &path);
template<>
Result<Administrator> fromJson(const QJsonObject &object, const QString &path);
template<>
Result<DeliveryAttempt> fromJson(const QJsonObject &object, const QString &path);
template<>
Result<QueueRecipient> fromJson(const QJsonObject &object, const QString &path);
template<>
Result<QueueItem> fromJson(const QJsonObject &object, const QString &path);
template<>
Result<AuditRecord> fromJson(const QJsonObject &object, const QString &path);
template<>
Result<SettingItem> fromJson(const QJsonObject &object, const QString &path);
template<>
Result<ListenerStatus> fromJson(const QJsonObject &object, const QString &path);
template<>
Result<ServerStatus> fromJson(const QJsonObject &object, const QString &path);

/// Every object of the list `field`; the first that cannot be read is the reader's problem.
template<typename T>
[[nodiscard]] QList<T> readList(ObjectReader &reader, QStringView field,
                                ObjectReader::Presence presence = ObjectReader::Presence::Required)
{
    QList<T> values;
    const QList<QJsonObject> objects = reader.objects(field, presence);
    for (const QJsonObject &object : objects) {
        Result<T> value = fromJson<T>(object, reader.pathOf(field));
        if (!value.ok()) {
            reader.fail(value.error());
            break;
        }
        values.append(std::move(value).value());
    }
    return values;
}

/// An entry as a client asks for it: `address` and `services` are needed, the rest has defaults; a
/// field that does not exist is refused, so that a limit this server does not know is never
/// silently dropped. What only the server sets (who and when) is ignored.
[[nodiscard]] Result<WhitelistEntry> entryFromRequest(const QJsonObject &object);

[[nodiscard]] QJsonArray servicesToJson(Services services);
[[nodiscard]] Services readServices(ObjectReader &reader, QStringView field);
[[nodiscard]] AddressRange readRange(ObjectReader &reader, QStringView field);
[[nodiscard]] Role readRole(ObjectReader &reader, QStringView field);
/// "integer", "boolean", "duration", "duration-list", "size", "text".
[[nodiscard]] QString settingTypeName(SettingType type);
/// "passed", "failed", "not-applied", "not-reached".
[[nodiscard]] QString gateStateName(ExplainGate::State state);

} // namespace postern::control
