// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/Repetition.h"

#include "server/storage/DomainStore.h"
#include "server/storage/Migrator.h"
#include "shared/model/ChosenId.h"
#include "tests/support/DatabaseFixture.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace postern;
using namespace postern::control;
using namespace postern::storage;

/// Two nodes on one database, each with a connection of its own.
class tst_Repetition : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { test::DatabaseFixture::addEngines(); }
    void init();
    void ofTwoAtOnceTheSecondFindsWhatTheFirstMade();
    void anotherAdministratorsIsNone();
    void anotherAreasIsNone();

private:
    using Made = Result<std::optional<AcceptedDomain>>;
    [[nodiscard]] std::unique_ptr<Database> connection() const;
    [[nodiscard]] Actor asking(const QString &who = QStringLiteral("anna")) const;
    [[nodiscard]] static Made madeBefore(Database &database, const Actor &actor,
                                         const QString &area = QStringLiteral("domain"));
    /// Whether some connection waits for the lock of changes.
    [[nodiscard]] static bool isOneWaiting(Database &database);

    const QString m_id = newChosenId();
    test::DatabaseFixture m_fixture;
    DatabaseUrl m_url;
};

namespace
{

const QString name = QStringLiteral("example.com");

} // namespace

void tst_Repetition::init()
{
    const auto url = m_fixture.freshUrl();
    QVERIFY2(url.ok(), url.ok() ? "" : qPrintable(url.error().text));
    m_url = *url;
    const auto database = connection();
    QVERIFY(Migrator(*database).migrate().ok());
}

std::unique_ptr<Database> tst_Repetition::connection() const
{
    auto opened = Database::open(m_url);
    if (!opened.ok())
        qFatal("%s", qPrintable(opened.error().text));
    return std::move(opened).value();
}

Actor tst_Repetition::asking(const QString &who) const
{
    return {who, QStringLiteral("192.0.2.1"), QStringLiteral("test"), {}, m_id};
}

tst_Repetition::Made tst_Repetition::madeBefore(Database &database, const Actor &actor,
                                                const QString &area)
{
    const std::function<Result<AcceptedDomain>(Database &)> find = [](Database &read) {
        return DomainStore(read).find(name);
    };
    return Repetition(actor, area, {{QStringLiteral("name"), name}})
        .findForChange<AcceptedDomain>(database, find);
}

bool tst_Repetition::isOneWaiting(Database &database)
{
    auto rows = database.run(
        QStringLiteral("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted "
                       "AND database = (SELECT oid FROM pg_database WHERE datname = "
                       "current_database())"));
    return rows.ok() && rows.value().next() && rows->integer(0) > 0;
}

void tst_Repetition::ofTwoAtOnceTheSecondFindsWhatTheFirstMade()
{
    const auto first = connection();
    QVERIFY(first->begin().ok());
    const Made none = madeBefore(*first, asking());
    QVERIFY(none.ok() && !none->has_value());

    std::atomic_bool isDone = false;
    std::optional<Made> found;
    std::thread other([&] {
        const auto second = connection();
        const Result<void> begun = second->begin();
        found = begun.ok() ? madeBefore(*second, asking()) : Made(begun.error());
        second->rollback();
        isDone = true;
    });
    // The other node asks while this one has not committed; SQLite lets it begin only then.
    const auto watching = connection();
    const bool isMeeting =
        test::DatabaseFixture::isSqlite()
        || QTest::qWaitFor([&] { return isDone || isOneWaiting(*watching); }, 20000);
    const auto added = DomainStore(*first).add(name, asking(), 1000);
    const Result<void> committed = first->commit();
    other.join();
    QVERIFY(isMeeting);
    QVERIFY(added.ok());
    QVERIFY(committed.ok());
    QVERIFY2(found->ok(), found->ok() ? "" : qPrintable(found->error().text));
    QVERIFY(found->value().has_value());
    QCOMPARE(found->value()->name, name);
}

void tst_Repetition::anotherAdministratorsIsNone()
{
    const auto database = connection();
    QVERIFY(DomainStore(*database).add(name, asking(), 1000).ok());
    QVERIFY(madeBefore(*database, asking()).value().has_value());
    const Made others = madeBefore(*database, asking(QStringLiteral("bert")));
    QVERIFY(!others.ok());
    QCOMPARE(others.error().kind, ErrorKind::Conflict);
    QCOMPARE(others.error().field, QStringLiteral("id"));
}

void tst_Repetition::anotherAreasIsNone()
{
    const auto database = connection();
    QVERIFY(DomainStore(*database).add(name, asking(), 1000).ok());
    const Made others = madeBefore(*database, asking(), QStringLiteral("route"));
    QVERIFY(!others.ok());
    QCOMPARE(others.error().kind, ErrorKind::Conflict);
}

QTEST_GUILESS_MAIN(tst_Repetition)
#include "tst_Repetition.moc"
