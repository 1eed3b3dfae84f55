// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/StorageThread.h"
#include "tests/support/DatabaseFixture.h"
#include "tests/unit/server/storage/StorageJobs.h"

#include <QProcess>
#include <QSet>
#include <QTest>

#include <cstdio>
#include <thread>

using namespace postern;
using namespace postern::storage;

/// Group commit: what is answered is there, in order, and nothing takes another down. Of the end
/// and of receivers tst_StorageAnswers knows.
class tst_StorageThread : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { test::DatabaseFixture::addEngines(); }
    void init();
    void answersComeInOrderAndEverythingIsThere();
    void nothingIsAnsweredBeforeItsCommit();
    void aFailingJobTakesNoOtherDown();
    void aRefusalThatChangedNothingCostsNoSecondRun();
    void manyFailingJobs();
    void aFullDatabaseFailsWhatDoesNotFit();
    void aKilledWriterLosesNothingItAcknowledged();

private:
    test::DatabaseFixture m_fixture;
    DatabaseUrl m_url;
    std::unique_ptr<Database> m_reader;
};

void tst_StorageThread::init()
{
    m_reader.reset();
    const Result<DatabaseUrl> url = m_fixture.freshUrl();
    QVERIFY2(url.ok(), qPrintable(url.ok() ? QString() : url.error().text));
    m_url = *url;
    Result<std::unique_ptr<Database>> opened = Database::open(m_url);
    QVERIFY(opened.ok());
    m_reader = std::move(opened).value();
}

void tst_StorageThread::answersComeInOrderAndEverythingIsThere()
{
    Answers answers;
    {
        StorageThread storage(m_url);
        QVERIFY(storage.start().ok());
        for (int i = 0; i < 3000; ++i)
            storage.submit(insertChunk(i), answers.of(i));
    }
    QCOMPARE(answers.done().size(), 3000);
    for (int i = 0; i < 3000; ++i)
        QCOMPARE(answers.done().at(i), i);
    QCOMPARE(countChunks(*m_reader), 3000);
}

void tst_StorageThread::nothingIsAnsweredBeforeItsCommit()
{
    std::atomic<int> early = 0;
    std::atomic<int> answered = 0;
    // Opened on the storage thread by the first answer: a connection that sees only what is
    // committed.
    std::unique_ptr<Database> witness;
    {
        StorageThread storage(m_url);
        QVERIFY(storage.start().ok());
        for (int i = 0; i < 200; ++i) {
            storage.submit(insertChunk(i), [&, i](const Result<void> &result) {
                if (!witness)
                    witness = Database::open(m_url).value();
                ++answered;
                if (!result || countChunks(*witness) < i + 1)
                    ++early;
            });
        }
        storage.submit([&](Database &) -> Result<void> { return {}; },
                       [&](const Result<void> &) { witness.reset(); });
    }
    witness.reset();
    QCOMPARE(answered.load(), 200);
    QCOMPARE(early.load(), 0);
}

void tst_StorageThread::aFailingJobTakesNoOtherDown()
{
    Answers answers;
    Gate gate;
    {
        StorageThread storage(m_url);
        QVERIFY(storage.start().ok());
        storage.submit(gate.job(), [](const Result<void> &) {});
        gate.waitUntilReached();
        for (int i = 0; i < 10; ++i)
            storage.submit(insertChunk(i), answers.of(i));
        // It changed something before it failed.
        storage.submit(
            [](Database &database) -> Result<void> {
                const Result<void> changed = insertChunk(999)(database);
                return changed ? Result<void>(Error{ErrorKind::Refused, QStringLiteral("No.")})
                               : changed;
            },
            answers.of(100));
        storage.submit(insertChunk(5), answers.of(101)); // is there already
        for (int i = 10; i < 20; ++i)
            storage.submit(insertChunk(i), answers.of(i));
        QCOMPARE(storage.backlog(), 22);
        gate.open();
    }
    QList<int> expected;
    for (int i = 0; i < 20; ++i)
        expected.append(i);
    QCOMPARE(answers.done(), expected);
    QCOMPARE(answers.failed(), (QList<int>{100, 101}));
    QCOMPARE(countChunks(*m_reader), 20);
}

void tst_StorageThread::aRefusalThatChangedNothingCostsNoSecondRun()
{
    Answers answers;
    Gate gate;
    std::atomic<int> runs = 0;
    {
        StorageThread storage(m_url);
        QVERIFY(storage.start().ok());
        storage.submit(gate.job(), [](const Result<void> &) {});
        gate.waitUntilReached();
        storage.submit(
            [&](Database &database) {
                ++runs;
                return insertChunk(1)(database);
            },
            answers.of(1));
        storage.submit(
            [&](Database &database) -> Result<void> {
                ++runs;
                countChunks(database);
                return Error{ErrorKind::Unauthorized, QStringLiteral("Wrong.")};
            },
            answers.of(2));
        gate.open();
    }
    QCOMPARE(runs.load(), 2);
    QCOMPARE(answers.done(), QList<int>{1});
    QCOMPARE(answers.failed(), QList<int>{2});
}

void tst_StorageThread::manyFailingJobs()
{
    Answers answers;
    Gate gate;
    {
        StorageThread storage(m_url);
        QVERIFY(storage.start().ok());
        storage.submit(gate.job(), [](const Result<void> &) {});
        gate.waitUntilReached();
        for (int i = 0; i < 60; ++i)
            storage.submit(insertChunk(i / 2), answers.of(i)); // every second one is there already
        gate.open();
    }
    QCOMPARE(answers.done().size(), 30);
    QCOMPARE(answers.failed().size(), 30);
    QCOMPARE(countChunks(*m_reader), 30);
}

void tst_StorageThread::aFullDatabaseFailsWhatDoesNotFit()
{
    if (!test::DatabaseFixture::isSqlite())
        return; // max_page_count is SQLite's
    std::atomic<int> full = 0;
    Answers answers;
    Gate gate;
    {
        StorageThread storage(m_url);
        QVERIFY(storage.start().ok());
        storage.submit(
            [&](Database &database) -> Result<void> {
                const Result<Rows> limited =
                    database.run(QStringLiteral("PRAGMA max_page_count = 120"));
                return limited ? gate.job()(database) : limited.error();
            },
            [](const Result<void> &) {});
        gate.waitUntilReached();
        for (int i = 0; i < 5; ++i)
            storage.submit(insertChunk(i), answers.of(i));
        storage.submit(insertChunk(50, QByteArray(1024 * 1024, 'x')),
                       [&](const Result<void> &result) {
                           full += !result && result.error().kind == ErrorKind::StorageFull ? 1 : 0;
                       });
        for (int i = 5; i < 10; ++i)
            storage.submit(insertChunk(i), answers.of(i));
        gate.open();
    }
    QCOMPARE(full.load(), 1);
    QCOMPARE(answers.done().size(), 10);
    QCOMPARE(countChunks(*m_reader), 10);
}

/// The program itself, started with --write URL, stores rows without an end and prints the number
/// of each when it is answered.
void tst_StorageThread::aKilledWriterLosesNothingItAcknowledged()
{
    for (int round = 0; round < 3; ++round) {
        const Result<DatabaseUrl> url = m_fixture.freshUrl();
        QVERIFY(url.ok());
        QProcess writer;
        writer.start(QCoreApplication::applicationFilePath(),
                     {QStringLiteral("--write"), url->text});
        QByteArray output;
        while (output.count('\n') < 300 * (round + 1)) {
            QVERIFY(writer.waitForReadyRead(30000));
            output += writer.readAll();
        }
        writer.kill(); // SIGKILL
        QVERIFY(writer.waitForFinished(30000));
        output += writer.readAll();
        output.truncate(output.lastIndexOf('\n') + 1);
        Result<std::unique_ptr<Database>> database = Database::open(*url);
        QVERIFY2(database.ok(), qPrintable(database.ok() ? QString() : database.error().text));
        QSet<qint64> stored;
        Result<Rows> rows = database.value()->run(QStringLiteral("SELECT seq FROM message_chunk"));
        while (rows.value().next())
            stored.insert(rows->integer(0));
        for (const QByteArray &line : output.split('\n')) {
            if (!line.isEmpty())
                QVERIFY2(stored.contains(line.toLongLong()), line.constData());
        }
    }
}

namespace
{

int writeUntilKilled(const QString &url)
{
    StorageThread storage({url});
    if (!storage.start())
        return 1;
    for (int i = 0;; ++i) {
        storage.submit(insertChunk(i, QByteArray(1024, 'x')), [i](const Result<void> &result) {
            if (result) {
                std::printf("%d\n", i);
                std::fflush(stdout);
            }
        });
        while (storage.backlog() > 50)
            std::this_thread::yield();
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--write"))
        return writeUntilKilled(arguments.value(2));
    tst_StorageThread test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_StorageThread.moc"
