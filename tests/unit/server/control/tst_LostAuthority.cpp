// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ControlFixture.h"

#include "server/storage/AdministratorSessionStore.h"
#include "server/storage/AdministratorStore.h"
#include "server/storage/DomainStore.h"

#include <QJsonArray>
#include <QTest>

#include <functional>
#include <future>

using namespace postern;
using namespace postern::test;
using namespace postern::storage;

/// What was asked for with a right that is gone when its turn comes.
class tst_LostAuthority : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aQueuedChangeIsNotMade_data();
    void aQueuedChangeIsNotMade();
    void aLinkIsNotMadeEither();
    void whoKeepsItsRightIsServed();

private:
    using Loss = std::function<Result<void>(Database &)>;
    /// Keeps the storage thread waiting until release().
    void hold();
    void release();
    /// `loss` and then what `client` sends wait on the storage thread; then both take place.
    void loseBehind(ControlClient &client, const Loss &loss, const QByteArray &line);

    std::unique_ptr<ControlFixture> m_fixture;
    std::optional<std::promise<void>> m_released;
};

namespace
{

const QString anna = QStringLiteral("anna");
const QString domain = QStringLiteral("example.com");
const Actor other{QStringLiteral("bert"), QStringLiteral("192.0.2.1"), QStringLiteral("test"), {}};

QByteArray request(const QString &method, const QJsonObject &params)
{
    return encode(control::Request{1000, method, params});
}

QByteArray addDomain()
{
    return request(QStringLiteral("domain.add"), {{QStringLiteral("name"), domain}});
}

} // namespace

void tst_LostAuthority::init()
{
    m_fixture = std::make_unique<ControlFixture>();
    const auto started = m_fixture->start();
    QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().text));
    // Without another one nobody could take the role away.
    const auto bert = m_fixture->as(other.who, Role::Admin);
    QVERIFY(bert->isOpen());
}

void tst_LostAuthority::cleanup()
{
    release();
    m_fixture.reset();
}

void tst_LostAuthority::hold()
{
    m_released.emplace();
    auto reached = std::make_shared<std::promise<void>>();
    std::shared_future<void> released = m_released->get_future().share();
    std::future<void> isReached = reached->get_future();
    auto isFirst = std::make_shared<std::atomic_bool>(true);
    m_fixture->storage().submit(
        [reached, released, isFirst](Database &) -> Result<void> {
            if (isFirst->exchange(false)) {
                reached->set_value();
                released.wait();
            }
            return {};
        },
        [](const Result<void> &) {});
    isReached.wait();
}

void tst_LostAuthority::release()
{
    if (m_released)
        m_released->set_value();
    m_released.reset();
}

void tst_LostAuthority::loseBehind(ControlClient &client, const Loss &loss, const QByteArray &line)
{
    hold();
    m_fixture->storage().submit(loss, [](const Result<void> &lost) { QVERIFY(lost.ok()); });
    const int before = m_fixture->storage().backlog();
    client.sendLine(line);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->storage().backlog(), before + 1,
                              ControlClient::patienceMs);
    release();
}

void tst_LostAuthority::aQueuedChangeIsNotMade_data()
{
    QTest::addColumn<Loss>("loss");
    QTest::newRow("removed") << Loss([](Database &database) {
        return AdministratorStore(database).removeAdministrator(anna, other, 1);
    });
    QTest::newRow("another role") << Loss([](Database &database) -> Result<void> {
        const auto set = AdministratorStore(database).setRole(anna, Role::Auditor, other, 1);
        return set.ok() ? Result<void>() : Result<void>(set.error());
    });
    QTest::newRow("another one of the same name") << Loss([](Database &database) {
        AdministratorStore store(database);
        const Result<void> removed = store.removeAdministrator(anna, other, 1);
        const auto added = store.addAdministrator(anna, Role::Admin, "hash", other, 2);
        return added.ok() ? removed : Result<void>(added.error());
    });
    QTest::newRow("another password") << Loss([](Database &database) {
        return AdministratorStore(database).setAdministratorPassword(anna, "hash", other, 1);
    });
    QTest::newRow("session over") << Loss([](Database &database) {
        return AdministratorSessionStore(database).sweep(std::numeric_limits<qint64>::max());
    });
}

void tst_LostAuthority::aQueuedChangeIsNotMade()
{
    QFETCH(Loss, loss);
    const auto admin = m_fixture->as(anna, Role::Admin);
    loseBehind(*admin, loss, addDomain());
    const auto refused = admin->answerTo(1000);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, ErrorKind::Unauthorized);
    QVERIFY(admin->waitForClose());
    QVERIFY(DomainStore(m_fixture->reading()).list()->isEmpty());
    const auto trail = m_fixture->local().call(QStringLiteral("audit.list"));
    const QJsonArray rows = trail->value(QStringLiteral("items")).toArray();
    for (const QJsonValue &row : rows)
        QVERIFY(row[u"action"] != QLatin1String("domain.add"));
}

void tst_LostAuthority::aLinkIsNotMadeEither()
{
    const auto admin = m_fixture->as(anna, Role::Admin);
    loseBehind(
        *admin,
        [](Database &database) {
            return AdministratorStore(database).removeAdministrator(anna, other, 1);
        },
        request(QStringLiteral("pair.create"),
                {{QStringLiteral("host"), QStringLiteral("127.0.0.1")}}));
    QCOMPARE(admin->answerTo(1000).error().kind, ErrorKind::Unauthorized);
    auto codes = m_fixture->reading().run(QStringLiteral("SELECT COUNT(*) FROM pairing_code"));
    QVERIFY(codes.ok() && codes.value().next());
    QCOMPARE(codes->integer(0), 0);
}

void tst_LostAuthority::whoKeepsItsRightIsServed()
{
    const auto admin = m_fixture->as(anna, Role::Admin);
    const auto second = m_fixture->as(anna, Role::Admin);
    // The end of one session is none of the other.
    loseBehind(
        *admin, [](Database &) { return Result<void>(); }, addDomain());
    QVERIFY(second->call(QStringLiteral("logout")).ok());
    const auto made = admin->answerTo(1000);
    QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().text));
    QCOMPARE(DomainStore(m_fixture->reading()).list()->size(), 1);
    QVERIFY(admin->isOpen());
}

QTEST_GUILESS_MAIN(tst_LostAuthority)
#include "tst_LostAuthority.moc"
