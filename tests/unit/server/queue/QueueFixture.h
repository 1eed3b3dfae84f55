// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/queue/QueueRunner.h"
#include "server/storage/QueueAdministration.h"
#include "tests/support/FakeSmtpServer.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <future>

namespace postern::queue
{

/// A queue in a SQLite database of its own, a scripted next hop, and a runner in between.
class QueueFixture
{
public:
    QueueFixture()
    {
        config.node = QStringLiteral("test");
        config.database.text =
            QStringLiteral("sqlite:") + folder.filePath(QStringLiteral("postern.db"));
        config.client.hostname = "me.example.com";
        storage = std::make_unique<storage::StorageThread>(config.database);
        isGood = storage->start().ok();
    }
    ~QueueFixture()
    {
        storage.reset();
        runner.reset();
    }

    void run()
    {
        runner = std::make_unique<QueueRunner>(*storage, config);
        runner->setRoutes(routes);
        runner->setSchedule(schedule);
        QObject::connect(runner.get(), &QueueRunner::attempted, runner.get(),
                         [this](const DeliveryFact &fact) { facts.append(fact); });
        runner->start();
    }
    /// Submits a message; its queue id. What is submitted or claimed later comes after it.
    QString enqueue(const QByteArray &content, const QList<QByteArray> &recipients,
                    UtcMs acceptedAt = QDateTime::currentMSecsSinceEpoch())
    {
        mail::Envelope envelope;
        envelope.sender = mail::MailAddress::parse("from@example.com").value();
        for (const QByteArray &recipient : recipients)
            envelope.recipients.append({mail::MailAddress::parse(recipient).value(), {}});
        const QString id = storage::QueueStore::newQueueId(acceptedAt);
        storage->submit(
            [id, content, envelope, acceptedAt](storage::Database &database) -> Result<void> {
                storage::QueueStore store(database);
                int sequence = 0;
                for (qsizetype i = 0; i < content.size(); i += 65536) {
                    if (auto added = store.appendChunk(id, sequence++, content.mid(i, 65536));
                        !added.ok())
                        return added;
                }
                return store.insertMessage(id, envelope, content.size(), {}, acceptedAt);
            },
            [this](const Result<void> &result) {
                if (!result.ok())
                    isGood = false;
            });
        return id;
    }
    void commit(const storage::StorageThread::Job &job)
    {
        std::promise<Result<void>> done;
        auto future = done.get_future();
        storage->submit(job, [&done](const Result<void> &result) { done.set_value(result); });
        const Result<void> result = future.get();
        if (!result.ok())
            isGood = false;
    }
    /// As an administrator sees it.
    QueueItem show(const QString &queueId)
    {
        QueueItem item;
        commit([&item, queueId](storage::Database &database) -> Result<void> {
            auto shown = storage::QueueAdministration(database).show(queueId);
            if (!shown.ok())
                return shown.error();
            item = *shown;
            return {};
        });
        return item;
    }
    RecipientState state(const QString &queueId, qsizetype recipient = 0)
    {
        return show(queueId).recipients.value(recipient).state;
    }
    void route(const QString &domain, const QString &target)
    {
        Route route = Route::parseTarget(target).value();
        route.domain = domain;
        routes.append(route);
        if (runner)
            runner->setRoutes(routes);
    }
    void routeToServer()
    {
        route(QStringLiteral("default"), QStringLiteral("smtp://127.0.0.1:%1").arg(server.port()));
    }

    QTemporaryDir folder;
    FakeSmtpServer server;
    RunnerConfig config;
    QList<Route> routes;
    RetrySchedule schedule{{50, 100}, 3600000};
    std::unique_ptr<storage::StorageThread> storage;
    std::unique_ptr<QueueRunner> runner;
    QList<DeliveryFact> facts;
    std::atomic<bool> isGood = false; ///< every job so far worked
};

} // namespace postern::queue
