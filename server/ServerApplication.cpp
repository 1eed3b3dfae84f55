// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ServerApplication.h"

#include "server/CertificateSource.h"
#include "server/ControlThread.h"
#include "server/DataFolder.h"
#include "server/DeliveryThread.h"
#include "server/MessageStorage.h"
#include "server/SmtpListeners.h"
#include "server/SmtpLogin.h"
#include "server/StatusReport.h"
#include "server/Upkeep.h"
#include "server/auth/SecretKey.h"
#include "server/log/LogEvents.h"
#include "server/net/SmtpServer.h"
#include "server/runtime/ServiceNotifier.h"
#include "server/storage/DatabaseTarget.h"
#include "server/storage/UserStore.h"

#include <QDateTime>
#include <QHostAddress>

#include <optional>

namespace postern
{

namespace
{

constexpr int sessionGraceMs = 5000;
constexpr int deliveryGraceMs = 20000;

UtcMs systemNow()
{
    return QDateTime::currentMSecsSinceEpoch();
}

log::LogLevel logLevel(const QString &name)
{
    return log::logLevelOf(name).value_or(log::LogLevel::Info);
}

} // namespace

/// The rooms, in the order in which they are built; they go in the opposite one.
class ServerApplication::Private
{
public:
    explicit Private(config::ServerConfig with) : config(std::move(with)) {}

    [[nodiscard]] Result<void> openFolder();
    [[nodiscard]] Result<void> openStorage();
    [[nodiscard]] Result<void> openSmtp();
    [[nodiscard]] Result<void> openControl();
    void buildDelivery();
    void run();
    void say(log::LogLevel level, QByteArrayView state, const QString &text);
    void apply(const LiveConfiguration &live);
    void warnOfPasswordsInTheClear();
    [[nodiscard]] queue::RouteTable openRoutes(const LiveConfiguration &live);
    [[nodiscard]] StatusReport report() const { return {config, database, *smtp}; }

    config::ServerConfig config;
    const runtime::ServiceNotifier notifier;
    UtcMs startedAt = 0;
    std::optional<DataFolder> folder;
    QString node;
    std::unique_ptr<log::LogSink> log;
    storage::DatabaseUrl database;
    std::unique_ptr<DeliveryThread> delivery; // its runner goes after the storage
    std::unique_ptr<storage::StorageThread> storage;
    LiveConfiguration first;
    std::optional<auth::SecretKey> secretKey;
    std::optional<CertificateSource> certificate;
    std::unique_ptr<auth::PasswordChecker> passwords;
    std::unique_ptr<net::SmtpServerContext> smtpContext;
    std::unique_ptr<net::SmtpServer> smtp;
    std::unique_ptr<Upkeep> upkeep;
    std::unique_ptr<ControlThread> control;
    bool isRunning = false;
};

void ServerApplication::Private::say(log::LogLevel level, QByteArrayView state, const QString &text)
{
    log->write(level, log::serverLine(systemNow(), state, text));
}

Result<void> ServerApplication::Private::openFolder()
{
    Result<DataFolder> opened = DataFolder::open(config.dataDir);
    if (!opened)
        return opened.error();
    folder.emplace(std::move(opened).value());
    log = std::make_unique<log::LogSink>(config.logFile, logLevel(config.logLevel));
    say(log::LogLevel::Info, "starting", QStringLiteral("posternd " POSTERN_VERSION));
    if (const Result<void> state = log->openState(); !state)
        say(log::LogLevel::Error, "warning", state.error().text);
    Result<QString> name = folder->nodeName(config.hostname);
    if (!name)
        return name.error();
    node = std::move(name).value();
    return {};
}

Result<void> ServerApplication::Private::openStorage()
{
    database.text = config.databaseUrl.isEmpty()
                        ? QStringLiteral("sqlite:") + folder->file(QStringLiteral("postern.db"))
                        : config.databaseUrl;
    const auto target = storage::DatabaseTarget::parse(database.text);
    if (!target)
        return config.errorAt(QStringLiteral("database.url"), target.error());
    storage = std::make_unique<storage::StorageThread>(database);
    if (const Result<void> started = storage->start(); !started)
        return started.error();
    const auto reader = storage::Database::open(database);
    if (!reader)
        return reader.error();
    storage::WhitelistMirror whitelist;
    const Result<LiveConfiguration> live = LiveConfiguration::read(*reader.value(), whitelist);
    if (!live)
        return live.error();
    first = live.value();
    log->setAreaLevels(first.logLevels);
    const Result<auth::SecretKey> key = auth::SecretKey::loadOrCreate(folder->path());
    if (!key)
        return key.error();
    secretKey = key.value();
    passwords = std::make_unique<auth::PasswordChecker>(*secretKey, credentialLookups(database));
    return {};
}

void ServerApplication::Private::buildDelivery()
{
    queue::RunnerConfig runner;
    runner.node = node;
    runner.database = database;
    runner.client.hostname = config.hostname.toUtf8();
    runner.clock = systemNow;
    delivery = std::make_unique<DeliveryThread>(*storage, runner, *log, [this] {
        if (control)
            control->noteQueueChanged();
    });
}

Result<void> ServerApplication::Private::openSmtp()
{
    Result<CertificateSource> loaded = CertificateSource::load(config);
    if (!loaded)
        return loaded.error();
    certificate = std::move(loaded).value();
    const auto committed = [this] {
        delivery->poke();
        control->noteQueueChanged();
    };
    const auto used = [this](const QString &credentialId, const QString &client) {
        storage->submit(
            [credentialId, client](storage::Database &db) {
                return storage::UserStore(db).noteUse(credentialId, client, systemNow());
            },
            [](const Result<void> &) {}); // a courtesy: the login stands without it
    };
    smtpContext.reset(new net::SmtpServerContext{
        config.hostname.toUtf8(), messageSink(*storage, committed),
        credentialCheck(*passwords, used), *log, systemNow, net::PolicySnapshotHolder(first.policy),
        net::SharedSnapshot<net::SessionLimits>(first.limits), net::SharedLimits()});
    smtp = std::make_unique<net::SmtpServer>(*smtpContext);
    return smtp->open(smtpListenAddresses(config, certificate->tlsContext));
}

Result<void> ServerApplication::Private::openControl()
{
    control::ControlSetup setup;
    for (const config::ListenAddress &address : config.control)
        setup.listen.append({QHostAddress(address.address.toString()), address.port});
    setup.certificate = certificate->certificate;
    setup.privateKey = certificate->key;
    setup.hostname = config.hostname;
    setup.dataDir = folder->path();
    setup.configurationFile = config.file;
    const control::ControlSources sources{
        *storage,
        database,
        *secretKey,
        [this] { return smtpContext->policy.get(); },
        [this] { return report().status(node, startedAt, *smtpContext, *log); },
        systemNow,
        [this](const IpAddress &client, const QString &entryId) {
            return smtpContext->counters.usageOf(client, entryId, systemNow());
        }};
    control = std::make_unique<ControlThread>(
        sources, setup, *log, [this](const LiveConfiguration &live) { apply(live); },
        [this] { delivery->recheck(); });
    return control->start();
}

void ServerApplication::Private::warnOfPasswordsInTheClear()
{
    for (const config::ListenerConfig &listener : std::as_const(config.listeners)) {
        if (!listener.isAuthWithoutTls || listener.tls == u"implicit")
            continue;
        say(log::LogLevel::Warning, "warning",
            QStringLiteral("Passwords may cross the network unencrypted on listener %1, because of "
                           "auth_without_tls.")
                .arg(listener.name));
    }
}

/// Without a password that was sealed with another key its route waits, and says so.
queue::RouteTable ServerApplication::Private::openRoutes(const LiveConfiguration &live)
{
    QHash<QString, QByteArray> openedOnes;
    for (auto it = live.sealedPasswords.begin(); it != live.sealedPasswords.end(); ++it) {
        const Result<QByteArray> opened = secretKey->open(it.value());
        if (opened.ok())
            openedOnes.insert(it.key(), *opened);
        else
            say(log::LogLevel::Error, "error",
                QStringLiteral("The password of the route of %1 cannot be opened with secret.key; "
                               "set it again.")
                    .arg(it.key()));
    }
    return queue::RouteTable(live.routes, openedOnes);
}

/// On the control thread.
void ServerApplication::Private::apply(const LiveConfiguration &live)
{
    smtpContext->policy.publish(live.policy);
    smtpContext->limits.publish(live.limits);
    delivery->configure(openRoutes(live), live.schedule);
    delivery->poke();
    upkeep->setTraceKeep(live.traceKeepMs);
    log->setAreaLevels(live.logLevels);
}

void ServerApplication::Private::run()
{
    delivery->start(openRoutes(first), first.schedule);
    smtp->start();
    upkeep->start();
    isRunning = true;
}

ServerApplication::ServerApplication(config::ServerConfig config, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(config)))
{}

ServerApplication::~ServerApplication()
{
    stop();
}

Result<void> ServerApplication::start()
{
    d->startedAt = systemNow();
    if (const Result<void> opened = d->openFolder(); !opened)
        return opened;
    if (const Result<void> opened = d->openStorage(); !opened)
        return opened;
    d->buildDelivery();
    if (const Result<void> opened = d->openSmtp(); !opened)
        return opened;
    d->upkeep = std::make_unique<Upkeep>(*d->storage, d->smtpContext->counters, *d->log, systemNow);
    d->upkeep->setTraceKeep(d->first.traceKeepMs);
    if (const Result<void> opened = d->openControl(); !opened)
        return opened;
    // Before any mail is taken: on a full disk this is what cannot be written.
    if (const auto told = d->folder->writePorts(d->report().ports(d->control->addresses())); !told)
        return told;
    d->run();
    d->notifier.ready("Taking mail");
    d->say(log::LogLevel::Info, "ready", QStringLiteral("taking mail"));
    d->warnOfPasswordsInTheClear();
    return {};
}

void ServerApplication::reload()
{
    if (!d->isRunning)
        return;
    d->notifier.reloading();
    if (const Result<void> state = d->log->reopen(); !state)
        d->say(log::LogLevel::Error, "warning", state.error().text);
    d->say(log::LogLevel::Info, "reloading", {});
    config::ServerConfig next = d->config;
    if (!d->config.file.isEmpty()) {
        const Result<config::ServerConfig> read = config::ServerConfig::load(d->config.file);
        if (!read)
            d->say(log::LogLevel::Error, "error", read.error().text);
        else
            next = read.value();
    }
    if (next.listeners != d->config.listeners || next.control != d->config.control) {
        d->say(log::LogLevel::Warning, "warning",
               QStringLiteral("Other addresses to listen on take effect with a restart."));
    }
    next.dataDir = d->folder->path();
    Result<CertificateSource> certificate = CertificateSource::load(next);
    if (certificate.ok()) {
        d->certificate = std::move(certificate).value();
        d->smtp->setContexts(listenerContexts(d->config, d->certificate->tlsContext));
        d->control->setCertificate(d->certificate->certificate, d->certificate->key);
    } else {
        d->say(log::LogLevel::Error, "error", certificate.error().text);
    }
    d->log->setLevel(logLevel(next.logLevel));
    d->notifier.ready("Taking mail");
}

void ServerApplication::stop()
{
    if (!d->log)
        return;
    if (d->isRunning) {
        d->notifier.stopping();
        d->say(log::LogLevel::Info, "stopping", {});
        d->smtp->stop(sessionGraceMs);
        d->delivery->stop(deliveryGraceMs);
    }
    if (d->control)
        d->control->stop(); // before the rooms that a change reaches
    d->upkeep.reset();
    d->smtp.reset();
    d->passwords.reset();
    if (d->storage)
        d->storage->stop(); // commits what was submitted; deliveries may still submit, in vain
    d->delivery.reset();
    d->control.reset();
    d->storage.reset();
    if (d->isRunning)
        d->say(log::LogLevel::Info, "stopped", {});
    d->isRunning = false;
    d->log.reset();
}

} // namespace postern
