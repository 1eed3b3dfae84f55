// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
/// How many messages a second StorageThread makes durable: 100 producers, each with one message of
/// 1 KiB under way at a time, as sessions have. Arguments: messages (100,000), producers (100), URL
/// (a temporary SQLite file). Then all recipients are claimed and their outcomes recorded.
#include "server/storage/QueueLeases.h"
#include "server/storage/QueueStore.h"
#include "server/storage/StorageThread.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <atomic>
#include <cstdio>
#include <future>

using postern::Result;
using postern::UtcMs;
using namespace postern::storage;
namespace mail = postern::mail;

namespace
{

UtcMs now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

class Load
{
public:
    Load(StorageThread &storage, int messages) : m_storage(storage), m_left(messages)
    {
        m_envelope.sender = mail::MailAddress::parse("printer@example.com").value();
        m_envelope.recipients.append(
            {mail::MailAddress::parse("somebody@example.net").value(), {}});
        m_envelope.clientAddress = QStringLiteral("192.0.2.10");
        m_envelope.helo = "printer.example.com";
        m_envelope.listener = QStringLiteral("relay");
        m_open = messages;
    }

    void run(int producers)
    {
        for (int i = 0; i < producers; ++i)
            submitNext();
        m_finished.get_future().wait();
    }
    [[nodiscard]] int failures() const { return m_failures; }

private:
    void submitNext()
    {
        if (m_left-- <= 0)
            return;
        const QString id = QueueStore::newQueueId(now());
        m_storage.submit(
            [this, id](Database &database) -> Result<void> {
                QueueStore store(database);
                if (const Result<void> stored = store.appendChunk(id, 0, m_content); !stored)
                    return stored;
                return store.insertMessage(id, m_envelope, m_content.size(), "<1@example.com>",
                                           now());
            },
            [this](const Result<void> &result) {
                m_failures += result.ok() ? 0 : 1;
                submitNext();
                if (--m_open == 0)
                    m_finished.set_value();
            },
            m_content.size());
    }

    StorageThread &m_storage;
    mail::Envelope m_envelope;
    QByteArray m_content = QByteArray(1024, 'x');
    std::atomic<int> m_left;
    std::atomic<int> m_open;
    std::atomic<int> m_failures = 0;
    std::promise<void> m_finished;
};

/// Claims and records everything, 500 recipients a claim, an outcome a job as the runner submits
/// it.
int deliverAll(StorageThread &storage)
{
    std::atomic<int> recorded = 0;
    for (;;) {
        std::promise<QList<ClaimedRecipient>> promise;
        storage.submit(
            [&promise](Database &database) -> Result<void> {
                const Result<QList<ClaimedRecipient>> claimed =
                    QueueLeases(database).claimDue(QStringLiteral("node"), now(), 600000, 500);
                promise.set_value(claimed ? *claimed : QList<ClaimedRecipient>());
                return {};
            },
            [](const Result<void> &) {});
        const QList<ClaimedRecipient> claimed = promise.get_future().get();
        if (claimed.isEmpty())
            return recorded;
        std::promise<void> all;
        std::atomic<int> open = static_cast<int>(claimed.size());
        for (const ClaimedRecipient &recipient : claimed) {
            storage.submit(
                [recipient](Database &database) -> Result<void> {
                    RecipientOutcome outcome;
                    outcome.recipientId = recipient.recipientId;
                    outcome.attempt.at = now();
                    outcome.attempt.reply = QStringLiteral("250 2.0.0 Ok");
                    outcome.attempt.result = postern::RecipientState::Delivered;
                    return QueueStore(database).recordOutcomes(recipient.messageId, {outcome},
                                                               now());
                },
                [&](const Result<void> &result) {
                    recorded += result.ok() ? 1 : 0;
                    if (--open == 0)
                        all.set_value();
                });
        }
        all.get_future().wait();
    }
}

void print(const char *what, int count, qint64 ms)
{
    std::printf("%-28s %8d in %6lld ms  %8.0f/s\n", what, count, static_cast<long long>(ms),
                count * 1000.0 / static_cast<double>(qMax<qint64>(ms, 1)));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int messages = arguments.value(1, QStringLiteral("100000")).toInt();
    const int producers = arguments.value(2, QStringLiteral("100")).toInt();
    const QTemporaryDir folder;
    const QString url =
        arguments.value(3, QStringLiteral("sqlite:") + folder.filePath(QStringLiteral("bench.db")));

    StorageThread storage(DatabaseUrl{url});
    if (const Result<void> started = storage.start(); !started) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(started.error().text));
        return 1;
    }
    Load load(storage, messages);
    QElapsedTimer timer;
    timer.start();
    load.run(producers);
    print("messages made durable", messages, timer.restart());
    const int recorded = deliverAll(storage);
    print("outcomes recorded", recorded, timer.elapsed());
    return load.failures() == 0 && recorded == messages ? 0 : 1;
}
