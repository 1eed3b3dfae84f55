// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/LiveConfiguration.h"

#include "server/storage/DomainStore.h"
#include "server/storage/RouteStore.h"
#include "server/storage/SettingStore.h"
#include "server/storage/UserStore.h"
#include "shared/model/SettingCatalogue.h"

namespace postern
{

namespace
{

/// The settings that differ, over the catalogue's defaults.
class Settings
{
public:
    explicit Settings(QHash<QString, QString> changed) : m_changed(std::move(changed)) {}

    [[nodiscard]] QString text(const QString &key) const
    {
        const SettingSpec *spec = findSetting(key);
        return m_changed.value(key, spec != nullptr ? spec->defaultValue : QString());
    }
    [[nodiscard]] qint64 durationMs(const QString &key, qint64 otherwise) const
    {
        const Result<qint64> value = parseDurationMs(text(key));
        return value.ok() ? value.value() : otherwise;
    }
    [[nodiscard]] net::SessionLimits sessionLimits() const
    {
        net::SessionLimits limits;
        const Result<qint64> size = parseSizeBytes(text(QStringLiteral("smtp.message-size")));
        if (size.ok())
            limits.messageSize = size.value();
        const int recipients = text(QStringLiteral("smtp.recipients")).toInt();
        if (recipients > 0)
            limits.recipients = recipients;
        limits.commandTimeout = std::chrono::milliseconds(
            durationMs(QStringLiteral("smtp.command-timeout"), limits.commandTimeout.count()));
        limits.dataTimeout = std::chrono::milliseconds(
            durationMs(QStringLiteral("smtp.data-timeout"), limits.dataTimeout.count()));
        return limits;
    }

    /// Nothing for "default".
    [[nodiscard]] log::AreaLevels logLevels() const
    {
        log::AreaLevels levels;
        const auto take = [&](log::LogArea area, const QString &key) {
            levels[std::size_t(area)] = log::logLevelOf(text(key));
        };
        take(log::LogArea::Smtp, QStringLiteral("log.smtp"));
        take(log::LogArea::Delivery, QStringLiteral("log.delivery"));
        take(log::LogArea::Control, QStringLiteral("log.control"));
        take(log::LogArea::Server, QStringLiteral("log.server"));
        return levels;
    }

private:
    QHash<QString, QString> m_changed;
};

} // namespace

Result<LiveConfiguration> LiveConfiguration::read(storage::Database &database,
                                                  storage::WhitelistMirror &whitelist)
{
    const Result<QList<WhitelistEntry>> entries = whitelist.read(database);
    if (!entries)
        return entries.error();
    const Result<QList<AcceptedDomain>> domains = storage::DomainStore(database).list();
    if (!domains)
        return domains.error();
    const Result<QList<Route>> routes = storage::RouteStore(database).list();
    if (!routes)
        return routes.error();
    const Result<QHash<QString, QByteArray>> passwords =
        storage::RouteStore(database).sealedPasswords();
    if (!passwords)
        return passwords.error();
    const Result<QHash<QString, QString>> texts = storage::SettingStore(database).all();
    if (!texts)
        return texts.error();
    const Result<QSet<QString>> credentials = storage::UserStore(database).usableCredentials();
    if (!credentials)
        return credentials.error();

    LiveConfiguration live;
    const Settings settings(texts.value());
    auto snapshot = std::make_shared<policy::PolicySnapshot>();
    snapshot->table = policy::AccessTable(entries.value());
    for (const AcceptedDomain &domain : domains.value())
        snapshot->acceptedDomains.insert(domain.name);
    snapshot->settings = policy::PolicySettings::fromTexts(texts.value());
    snapshot->credentials = credentials.value();

    live.policy = std::move(snapshot);
    live.limits = std::make_shared<const net::SessionLimits>(settings.sessionLimits());
    live.routes = routes.value();
    live.sealedPasswords = passwords.value();
    const Result<queue::RetrySchedule> schedule =
        queue::RetrySchedule::parse(settings.text(QStringLiteral("queue.retry")),
                                    settings.text(QStringLiteral("queue.expire")));
    if (schedule.ok())
        live.schedule = schedule.value();
    live.traceKeepMs = settings.durationMs(QStringLiteral("trace.keep"), 30LL * 24 * 3600 * 1000);
    live.logLevels = settings.logLevels();
    return live;
}

} // namespace postern
