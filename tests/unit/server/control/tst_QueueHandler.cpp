// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ControlFixture.h"

#include "server/storage/QueueStore.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace postern;
using namespace postern::test;

class tst_QueueHandler : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<control::Topic>(); }
    void init();
    void cleanup() { m_fixture.reset(); }
    void listsWhatWaits();
    void pagesByRows();
    void largeMessagesEndAPageEarlier();
    void showsOneWithItsHistory();
    void holdsAndReleases();
    void aDryRunOnlyCounts();
    void removesByFilter();
    void refusesABadFilter();
    void changesReachTheOthersAndTheRunner();
    void newsOfTheQueueComeAtMostTwiceASecond();

private:
    [[nodiscard]] Result<QJsonObject> local(const QString &method, const QJsonObject &params = {})
    {
        return m_fixture->local().call(method, params);
    }
    void put(const QString &client, int recipients = 1);
    [[nodiscard]] QJsonArray items(const QJsonObject &params = {});
    [[nodiscard]] QString stateOf(const QString &id);

    std::unique_ptr<ControlFixture> m_fixture;
};

namespace
{

QJsonObject byClient(const QString &client)
{
    return {{QStringLiteral("filter"), QJsonObject{{QStringLiteral("client"), client}}}};
}

QString idOf(const QJsonValue &item)
{
    return item.toObject().value(QLatin1String("id")).toString();
}

} // namespace

void tst_QueueHandler::init()
{
    m_fixture = std::make_unique<ControlFixture>();
    const auto started = m_fixture->start();
    QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().text));
}

void tst_QueueHandler::put(const QString &client, int recipients)
{
    mail::Envelope envelope;
    envelope.sender = mail::MailAddress::parse("printer@example.com").value();
    for (int i = 0; i < recipients; ++i) {
        envelope.recipients.append(
            {mail::MailAddress::parse(QByteArray("boss") + QByteArray::number(i) + "@example.org")
                 .value(),
             {}});
    }
    envelope.clientAddress = client;
    envelope.helo = "printer";
    envelope.listener = QStringLiteral("relay");
    const UtcMs now = m_fixture->now();
    std::optional<Result<bool>> stored;
    m_fixture->storage().submit<bool>(
        &m_fixture->server(),
        [envelope, now](storage::Database &database) -> Result<bool> {
            storage::QueueStore store(database);
            const QString id = storage::QueueStore::newQueueId(now);
            if (const auto chunk = store.appendChunk(id, 0, "Subject: x\r\n\r\ny\r\n"); !chunk.ok())
                return chunk.error();
            if (const auto message = store.insertMessage(id, envelope, 17, {}, now); !message.ok())
                return message.error();
            return true;
        },
        [&stored](const Result<bool> &result) { stored = result; });
    QTRY_VERIFY(stored.has_value());
    QVERIFY2(stored->ok(), stored->ok() ? "" : qPrintable(stored->error().text));
}

QJsonArray tst_QueueHandler::items(const QJsonObject &params)
{
    return local(QStringLiteral("queue.list"), params)
        .value()
        .value(QLatin1String("items"))
        .toArray();
}

QString tst_QueueHandler::stateOf(const QString &id)
{
    const auto shown = local(QStringLiteral("queue.show"), {{QStringLiteral("id"), id}});
    return shown.value()
        .value(QLatin1String("item"))
        .toObject()
        .value(QLatin1String("recipients"))
        .toArray()
        .first()
        .toObject()
        .value(QLatin1String("state"))
        .toString();
}

void tst_QueueHandler::listsWhatWaits()
{
    QVERIFY(items().isEmpty());
    put(QStringLiteral("10.0.0.1"));
    put(QStringLiteral("10.0.1.1"));
    QCOMPARE(items().size(), 2);
    const QJsonArray some = items(byClient(QStringLiteral("10.0.0.0/24")));
    QCOMPARE(some.size(), 1);
    QCOMPARE(some.first().toObject().value(QLatin1String("clientAddress")).toString(),
             QStringLiteral("10.0.0.1"));
}

void tst_QueueHandler::pagesByRows()
{
    for (int i = 0; i < 5; ++i)
        put(QStringLiteral("10.0.0.%1").arg(i));
    QStringList ids;
    QJsonObject params{{QStringLiteral("limit"), 2}};
    QString cursor;
    do {
        const auto page = local(QStringLiteral("queue.list"), params);
        QVERIFY(page.ok());
        const QJsonArray found = page->value(QLatin1String("items")).toArray();
        QVERIFY(found.size() <= 2);
        for (const QJsonValue &item : found)
            ids.append(idOf(item));
        cursor = page->value(QLatin1String("nextCursor")).toString();
        params.insert(QStringLiteral("cursor"), cursor);
    } while (!cursor.isEmpty());
    QCOMPARE(ids.size(), 5);
    QCOMPARE(ids.removeDuplicates(), 0);
}

void tst_QueueHandler::largeMessagesEndAPageEarlier()
{
    // About 100 KiB a row, so that two fit a page of 256 KiB and five do not.
    for (int i = 0; i < 5; ++i)
        put(QStringLiteral("10.0.0.%1").arg(i), 500);
    const auto first = local(QStringLiteral("queue.list"));
    QVERIFY(first.ok());
    const qsizetype rows = first->value(QLatin1String("items")).toArray().size();
    QVERIFY2(rows >= 1 && rows < 5, qPrintable(QString::number(rows)));
    const QString cursor = first->value(QLatin1String("nextCursor")).toString();
    QVERIFY(!cursor.isEmpty());
    const QJsonArray second = items({{QStringLiteral("cursor"), cursor}});
    QVERIFY(!second.isEmpty());
    const QString lastOfFirst = idOf(first->value(QLatin1String("items")).toArray().last());
    QVERIFY(idOf(second.first()) != lastOfFirst);
}

void tst_QueueHandler::showsOneWithItsHistory()
{
    put(QStringLiteral("10.0.0.1"));
    const QString id = idOf(items().first());
    QCOMPARE(stateOf(id), QStringLiteral("queued"));
    QCOMPARE(local(QStringLiteral("queue.show"), {{QStringLiteral("id"), QStringLiteral("none")}})
                 .error()
                 .kind,
             ErrorKind::NotFound);
}

void tst_QueueHandler::holdsAndReleases()
{
    put(QStringLiteral("10.0.0.1"));
    const QString id = idOf(items().first());
    const QJsonObject one{
        {QStringLiteral("filter"), QJsonObject{{QStringLiteral("ids"), QJsonArray{id}}}}};
    QJsonObject hold = one;
    hold.insert(QStringLiteral("reason"), QStringLiteral("asked by the sender"));
    const auto held = local(QStringLiteral("queue.hold"), hold);
    QVERIFY2(held.ok(), held.ok() ? "" : qPrintable(held.error().text));
    QCOMPARE(held->value(QLatin1String("changed")).toInt(), 1);
    QCOMPARE(stateOf(id), QStringLiteral("held"));
    QVERIFY(encode(control::Answer{
                       1, local(QStringLiteral("queue.show"), {{QStringLiteral("id"), id}})})
                .contains("asked by the sender"));
    QCOMPARE(local(QStringLiteral("queue.release"), one)->value(QLatin1String("changed")).toInt(),
             1);
    QCOMPARE(stateOf(id), QStringLiteral("queued"));
    QVERIFY(local(QStringLiteral("queue.retry"), one).ok());
}

void tst_QueueHandler::aDryRunOnlyCounts()
{
    put(QStringLiteral("10.0.0.1"), 3);
    const QString id = idOf(items().first());
    QJsonObject params = byClient(QStringLiteral("10.0.0.1"));
    params.insert(QStringLiteral("dryRun"), true);
    QCOMPARE(local(QStringLiteral("queue.remove"), params)->value(QLatin1String("changed")).toInt(),
             3);
    QCOMPARE(stateOf(id), QStringLiteral("queued"));
}

void tst_QueueHandler::removesByFilter()
{
    put(QStringLiteral("10.0.0.1"));
    put(QStringLiteral("10.9.0.1"));
    QCOMPARE(local(QStringLiteral("queue.remove"), byClient(QStringLiteral("10.9.0.0/16")))
                 ->value(QLatin1String("changed"))
                 .toInt(),
             1);
    QCOMPARE(items().size(), 1);
    QCOMPARE(items().first().toObject().value(QLatin1String("clientAddress")).toString(),
             QStringLiteral("10.0.0.1"));
}

void tst_QueueHandler::refusesABadFilter()
{
    const auto empty =
        local(QStringLiteral("queue.remove"), {{QStringLiteral("filter"), QJsonObject()}});
    QCOMPARE(empty.error().field, QStringLiteral("filter"));
    QCOMPARE(
        local(QStringLiteral("queue.list"), byClient(QStringLiteral("10.0.0.1/8"))).error().kind,
        ErrorKind::Invalid);
    const auto misspelt = local(
        QStringLiteral("queue.remove"),
        {{QStringLiteral("filter"), QJsonObject{{QStringLiteral("cleint"), QStringLiteral("x")}}}});
    QCOMPARE(misspelt.error().kind, ErrorKind::Invalid);
    QJsonArray ids;
    for (int i = 0; i <= 1000; ++i)
        ids.append(QString::number(i));
    const auto tooMany =
        local(QStringLiteral("queue.list"),
              {{QStringLiteral("filter"), QJsonObject{{QStringLiteral("ids"), ids}}}});
    QCOMPARE(tooMany.error().field, QStringLiteral("filter.ids"));
}

void tst_QueueHandler::changesReachTheOthersAndTheRunner()
{
    put(QStringLiteral("10.0.0.1"));
    auto anna = m_fixture->as(QStringLiteral("anna"), Role::Auditor);
    QList<control::Topic> topics;
    connect(&m_fixture->server(), &control::ControlServer::changed, this,
            [&topics](control::Topic topic) { topics.append(topic); });
    QVERIFY(local(QStringLiteral("queue.hold"), byClient(QStringLiteral("10.0.0.1"))).ok());
    QCOMPARE(topics, QList<control::Topic>{control::Topic::Queue});
    QCOMPARE(anna->waitForEvent(QStringLiteral("queue.changed")).topic,
             QStringLiteral("queue.changed"));
}

void tst_QueueHandler::newsOfTheQueueComeAtMostTwiceASecond()
{
    auto anna = m_fixture->as(QStringLiteral("anna"), Role::Auditor);
    anna->forgetEvents();
    for (int i = 0; i < 100; ++i)
        m_fixture->server().noteQueueChanged();
    const auto news = [&anna] {
        return std::count_if(anna->events().begin(), anna->events().end(), [](const auto &event) {
            return event.topic == QLatin1String("queue.changed");
        });
    };
    QTRY_COMPARE(news(), 2);
    QTest::qWait(700); // nothing more comes of those hundred
    QCOMPARE(news(), 2);
}

QTEST_GUILESS_MAIN(tst_QueueHandler)
#include "tst_QueueHandler.moc"
