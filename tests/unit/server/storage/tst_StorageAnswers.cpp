// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/StorageThread.h"
#include "tests/support/DatabaseFixture.h"
#include "tests/unit/server/storage/StorageJobs.h"

#include <QTest>

#include <thread>

using namespace postern;
using namespace postern::storage;

/// Every job is answered once, whenever the storage ends, and in the thread of who asked.
class tst_StorageAnswers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { test::DatabaseFixture::addEngines(); }
    void init();
    void theEndDrainsTheQueue();
    void submittingAfterTheEnd();
    void submittingAfterAFailedStart();
    void valuesArriveInTheReceiversThread();
    void aReceiverThatIsGoneIsNotCalled();

private:
    test::DatabaseFixture m_fixture;
    DatabaseUrl m_url;
    std::unique_ptr<Database> m_reader;
};

void tst_StorageAnswers::init()
{
    m_reader.reset();
    const Result<DatabaseUrl> url = m_fixture.freshUrl();
    QVERIFY2(url.ok(), qPrintable(url.ok() ? QString() : url.error().text));
    m_url = *url;
    Result<std::unique_ptr<Database>> opened = Database::open(m_url);
    QVERIFY(opened.ok());
    m_reader = std::move(opened).value();
}

void tst_StorageAnswers::theEndDrainsTheQueue()
{
    Answers answers;
    Gate gate;
    {
        StorageThread storage(m_url);
        QVERIFY(storage.start().ok());
        storage.submit(gate.job(), [](const Result<void> &) {});
        gate.waitUntilReached();
        for (int i = 0; i < 2500; ++i)
            storage.submit(insertChunk(i), answers.of(i));
        gate.open();
    }
    QCOMPARE(answers.done().size(), 2500);
    QCOMPARE(countChunks(*m_reader), 2500);
}

void tst_StorageAnswers::submittingAfterTheEnd()
{
    Answers answers;
    StorageThread storage(m_url);
    QVERIFY(storage.start().ok());
    storage.submit(insertChunk(0), answers.of(0));
    storage.stop();
    QCOMPARE(answers.done(), QList<int>{0});
    storage.submit(insertChunk(1), answers.of(1));
    QCOMPARE(answers.failed(), QList<int>{1});
    storage.stop(); // again: nothing
}

void tst_StorageAnswers::submittingAfterAFailedStart()
{
    Answers answers;
    StorageThread storage({QStringLiteral("sqlite:/nowhere/at/all.db")});
    storage.submit(insertChunk(1), answers.of(1));
    const Result<void> started = storage.start();
    QVERIFY(!started.ok());
    QCOMPARE(started.error().kind, ErrorKind::Unavailable);
    storage.submit(insertChunk(2), answers.of(2));
    QCOMPARE(answers.failed(), (QList<int>{1, 2}));
}

void tst_StorageAnswers::valuesArriveInTheReceiversThread()
{
    StorageThread storage(m_url);
    QVERIFY(storage.start().ok());
    QObject receiver;
    std::optional<Result<QString>> answer;
    std::optional<Result<QString>> refusal;
    bool isRightThread = false;
    storage.submit<QString>(
        &receiver, [](Database &) -> Result<QString> { return QStringLiteral("value"); },
        [&](const Result<QString> &value) {
            isRightThread = QThread::currentThread() == receiver.thread();
            answer = value;
        });
    storage.submit<QString>(
        &receiver,
        [](Database &) -> Result<QString> {
            return Error{ErrorKind::Refused, QStringLiteral("No.")};
        },
        [&](const Result<QString> &value) { refusal = value; });
    QTRY_VERIFY(refusal.has_value());
    QVERIFY(isRightThread);
    QCOMPARE(**answer, QStringLiteral("value"));
    QVERIFY(!refusal->ok());
    QCOMPARE(refusal->error().text, QStringLiteral("No."));
}

void tst_StorageAnswers::aReceiverThatIsGoneIsNotCalled()
{
    StorageThread storage(m_url);
    QVERIFY(storage.start().ok());
    Gate gate;
    storage.submit(gate.job(), [](const Result<void> &) {});
    gate.waitUntilReached();
    bool isCalled = false;
    bool isSecondCalled = false;
    auto receiver = std::make_unique<QObject>();
    QObject other;
    const auto job = [](Database &) -> Result<int> { return 1; };
    storage.submit<int>(receiver.get(), job, [&](const Result<int> &) { isCalled = true; });
    storage.submit<int>(&other, job, [&](const Result<int> &) { isSecondCalled = true; });
    receiver.reset();
    gate.open();
    QTRY_VERIFY(isSecondCalled);
    QVERIFY(!isCalled);
}

QTEST_GUILESS_MAIN(tst_StorageAnswers)
#include "tst_StorageAnswers.moc"
