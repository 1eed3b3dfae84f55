// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/SettingsHandler.h"

#include "server/control/ControlContext.h"
#include "server/storage/SettingStore.h"
#include "shared/control/ValueCodec.h"

namespace postern::control
{

namespace
{

SettingItem itemOf(const SettingSpec &spec, const QHash<QString, QString> &stored)
{
    return {spec.key, spec.type, stored.value(spec.key, spec.defaultValue), spec.defaultValue,
            spec.description};
}

// The keys that begin like the one asked for, else all areas.
QString nearbyKeys(const QString &key)
{
    const QString area = key.section(QLatin1Char('.'), 0, 0) + QLatin1Char('.');
    QStringList near;
    QStringList all;
    for (const SettingSpec &spec : settingCatalogue()) {
        all.append(spec.key);
        if (spec.key.startsWith(area))
            near.append(spec.key);
    }
    return (near.isEmpty() ? all : near).join(QLatin1String(", "));
}

Result<const SettingSpec *> specOf(const QString &key)
{
    if (const SettingSpec *spec = findSetting(key))
        return spec;
    return Error{ErrorKind::NotFound,
                 QStringLiteral("There is no setting \"%1\"; there are: %2.")
                     .arg(key.left(64), nearbyKeys(key)),
                 QStringLiteral("key")};
}

Result<const SettingSpec *> readSpec(ObjectReader &reader)
{
    const QString key = reader.text(u"key");
    if (const auto error = reader.error())
        return *error;
    return specOf(key);
}

} // namespace

Result<QJsonObject> SettingsHandler::list(const Call &call)
{
    if (const auto error = call.reader().finish())
        return *error;
    const auto stored = storage::SettingStore(*m_context.database).all();
    if (!stored.ok())
        return stored.error();
    QJsonArray items;
    for (const SettingSpec &spec : settingCatalogue())
        items.append(toJson(itemOf(spec, *stored)));
    return QJsonObject{{QStringLiteral("items"), items}};
}

Result<QJsonObject> SettingsHandler::get(const Call &call)
{
    ObjectReader reader = call.reader();
    const auto spec = readSpec(reader);
    if (const auto error = reader.finish())
        return *error;
    if (!spec.ok())
        return spec.error();
    const auto stored = storage::SettingStore(*m_context.database).all();
    if (!stored.ok())
        return stored.error();
    return QJsonObject{{QStringLiteral("item"), toJson(itemOf(**spec, *stored))}};
}

void SettingsHandler::set(const Call &call, const Reply &reply)
{
    ObjectReader reader = call.reader();
    const auto spec = readSpec(reader);
    const QString text = reader.text(u"value");
    if (const auto error = reader.finish()) {
        reply(*error);
        return;
    }
    if (!spec.ok()) {
        reply(spec.error());
        return;
    }
    const Result<QString> value = canonicalSetting(**spec, text);
    if (!value.ok()) {
        reply(value.error());
        return;
    }
    const SettingItem item = itemOf(**spec, {{(*spec)->key, *value}});
    m_context.write<SettingItem>(
        call,
        [item, actor = call.actor,
         now = m_context.now()](storage::Database &database) -> Result<SettingItem> {
            const Result<void> done =
                storage::SettingStore(database).set(item.key, item.value, actor, now);
            if (!done.ok())
                return done.error();
            return item;
        },
        [this, reply](const SettingItem &stored) { announce(stored, reply); }, reply);
}

void SettingsHandler::reset(const Call &call, const Reply &reply)
{
    ObjectReader reader = call.reader();
    const auto spec = readSpec(reader);
    if (const auto error = reader.finish()) {
        reply(*error);
        return;
    }
    if (!spec.ok()) {
        reply(spec.error());
        return;
    }
    const SettingItem item = itemOf(**spec, {});
    m_context.write<SettingItem>(
        call,
        [item, actor = call.actor,
         now = m_context.now()](storage::Database &database) -> Result<SettingItem> {
            const Result<void> done = storage::SettingStore(database).reset(item.key, actor, now);
            if (!done.ok())
                return done.error();
            return item;
        },
        [this, reply](const SettingItem &stored) { announce(stored, reply); }, reply);
}

void SettingsHandler::announce(const SettingItem &item, const Reply &reply)
{
    m_context.changed(Topic::Settings);
    m_context.publish(QStringLiteral("settings.changed"),
                      {{QStringLiteral("key"), item.key}, {QStringLiteral("value"), item.value}});
    reply(QJsonObject{{QStringLiteral("item"), toJson(item)}});
}

} // namespace postern::control
