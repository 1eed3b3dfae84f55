// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/control/ValueCodec.h"

#include <algorithm>
#include <iterator>

namespace postern::control
{

namespace
{

struct TypeName
{
    SettingType type;
    QStringView name;
};

constexpr TypeName typeNames[] = {
    {SettingType::Integer, u"integer"},    {SettingType::Boolean, u"boolean"},
    {SettingType::Duration, u"duration"},  {SettingType::DurationList, u"duration-list"},
    {SettingType::Size, u"size"},          {SettingType::Text, u"text"},
    {SettingType::LogLevel, u"log-level"},
};

} // namespace

QString settingTypeName(SettingType type)
{
    const auto *row = std::find_if(std::begin(typeNames), std::end(typeNames),
                                   [type](const TypeName &each) { return each.type == type; });
    return row == std::end(typeNames) ? QStringLiteral("text") : row->name.toString();
}

void readProtection(ObjectReader &reader, Route &route)
{
    const QString tls = reader.text(u"tls", ObjectReader::Presence::Optional);
    if (const auto known = routeTlsOf(tls)) {
        route.tls = *known;
    } else if (!tls.isEmpty()) {
        reader.fail(u"tls", QStringLiteral("\"%1\" must be none, may, encrypt or verify, not "
                                           "\"%2\".")
                                .arg(reader.pathOf(u"tls"), tls));
    }
    route.fingerprint = reader.text(u"fingerprint", ObjectReader::Presence::Optional).toLower();
    route.fingerprint.remove(u':');
    route.user = reader.text(u"user", ObjectReader::Presence::Optional);
    if (tls.isEmpty() && !route.user.isEmpty())
        route.tls = RouteTls::Verify; // what a login needs
}

QJsonObject toJson(const Route &route)
{
    return {{QStringLiteral("domain"), route.domain},
            {QStringLiteral("target"), route.target()},
            {QStringLiteral("tls"), routeTlsName(route.tls)},
            {QStringLiteral("fingerprint"), route.fingerprint},
            {QStringLiteral("user"), route.user},
            {QStringLiteral("revision"), integerToJson(route.revision)},
            {QStringLiteral("changedAt"), integerToJson(route.changedAt)},
            {QStringLiteral("changedBy"), route.changedBy}};
}

template<>
Result<Route> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    const QString domain = reader.text(u"domain");
    const Result<Route> target = Route::parseTarget(reader.text(u"target"));
    if (!target.ok())
        reader.fail(target.error());
    Route route = target.ok() ? *target : Route();
    route.domain = domain;
    readProtection(reader, route);
    route.revision = reader.integer(u"revision");
    route.changedAt = reader.integer(u"changedAt");
    route.changedBy = reader.text(u"changedBy");
    if (const auto error = reader.error())
        return *error;
    return route;
}

QJsonObject toJson(const AcceptedDomain &domain)
{
    return {{QStringLiteral("name"), domain.name},
            {QStringLiteral("createdAt"), integerToJson(domain.createdAt)},
            {QStringLiteral("createdBy"), domain.createdBy}};
}

template<>
Result<AcceptedDomain> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    AcceptedDomain domain;
    domain.name = reader.text(u"name");
    domain.createdAt = reader.integer(u"createdAt");
    domain.createdBy = reader.text(u"createdBy");
    if (const auto error = reader.error())
        return *error;
    return domain;
}

QJsonObject toJson(const SettingItem &item)
{
    return {{QStringLiteral("key"), item.key},
            {QStringLiteral("type"), settingTypeName(item.type)},
            {QStringLiteral("value"), item.value},
            {QStringLiteral("default"), item.defaultValue},
            {QStringLiteral("description"), item.description}};
}

template<>
Result<SettingItem> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    SettingItem item;
    item.key = reader.text(u"key");
    const QString type = reader.text(u"type");
    const auto *row = std::find_if(std::begin(typeNames), std::end(typeNames),
                                   [&type](const TypeName &each) { return each.name == type; });
    if (row == std::end(typeNames)) {
        reader.fail(u"type", QStringLiteral("\"%1\" must be integer, boolean, duration, "
                                            "duration-list, size, text or log-level, not \"%2\".")
                                 .arg(reader.pathOf(u"type"), type));
    } else {
        item.type = row->type;
    }
    item.value = reader.text(u"value");
    item.defaultValue = reader.text(u"default");
    item.description = reader.text(u"description");
    if (const auto error = reader.error())
        return *error;
    return item;
}

} // namespace postern::control
