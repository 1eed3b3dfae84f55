// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/PolicySettings.h"

#include "shared/model/SettingCatalogue.h"

#include <type_traits>

namespace postern::policy
{

namespace
{

/// The stored text, or the default of the catalogue.
QString textOf(const QHash<QString, QString> &texts, QStringView key)
{
    const SettingSpec *spec = findSetting(key);
    return texts.value(key.toString(), spec ? spec->defaultValue : QString());
}

} // namespace

PolicySettings PolicySettings::fromTexts(const QHash<QString, QString> &texts)
{
    const auto number = [&texts](QStringView key, auto &value) {
        bool isRead = false;
        const qint64 read = textOf(texts, key).toLongLong(&isRead);
        if (isRead)
            value = static_cast<std::remove_reference_t<decltype(value)>>(read);
    };
    PolicySettings settings;
    number(u"smtp.connections", settings.connections);
    number(u"smtp.connections-per-address", settings.connectionsPerAddress);
    number(u"smtp.connections-per-listed-address", settings.connectionsPerListedAddress);
    number(u"smtp.listed-recipients-per-hour", settings.listedRecipientsPerHour);
    number(u"smtp.listed-recipients-per-day", settings.listedRecipientsPerDay);
    number(u"smtp.login-failures", settings.loginFailures);
    number(u"control.login-failures", settings.controlLoginFailures);
    const auto duration = [&texts](QStringView key, qint64 &value) {
        const Result<qint64> read = parseDurationMs(textOf(texts, key));
        if (read)
            value = read.value();
    };
    duration(u"smtp.login-failure-window", settings.loginFailureWindowMs);
    duration(u"control.login-failure-window", settings.controlLoginFailureWindowMs);
    duration(u"control.session", settings.controlSessionMs);
    settings.unlistedAsLocalSenders =
        textOf(texts, u"smtp.unlisted-as-local-senders") == QStringLiteral("on");
    return settings;
}

} // namespace postern::policy
