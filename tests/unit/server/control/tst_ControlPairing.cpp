// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ControlFixture.h"

#include <QJsonArray>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace postern;
using namespace postern::test;

class tst_ControlPairing : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void theLinkLeadsToTheKey();
    void theFirstAdministratorComesByLink();
    void aCodeIsGoodOnce();
    void aCodeIsReadAsPeopleTypeIt();
    void aCodeEnds();
    void wrongCodesDoNotEndIt();
    void aTakenNameLeavesTheCodeGood();
    void aNameThatTheLinkFixedHolds();
    void nobodyBecomesTheServersOwnSide();
    void whoIsLoggedInRedeemsNothing();
    void onlyAnAdminMakesLinks();
    void refusesAPlaceWithoutAPort_data();
    void refusesAPlaceWithoutAPort();
    void theCodeIsNotInTheTrail();

private:
    [[nodiscard]] Result<QJsonObject> create(QJsonObject params = {});
    [[nodiscard]] QString code(const QJsonObject &params = {});
    [[nodiscard]] static Result<QJsonObject> redeem(ControlClient &client, const QString &code,
                                                    const QString &name);

    std::unique_ptr<ControlFixture> m_fixture;
};

namespace
{

QUrlQuery fragmentOf(const QString &link)
{
    return QUrlQuery(QUrl(link).fragment());
}

} // namespace

void tst_ControlPairing::init()
{
    m_fixture = std::make_unique<ControlFixture>();
    const auto started = m_fixture->start();
    QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().text));
}

Result<QJsonObject> tst_ControlPairing::create(QJsonObject params)
{
    if (!params.contains(QLatin1String("host")))
        params.insert(QStringLiteral("host"), QStringLiteral("127.0.0.1"));
    return m_fixture->local().call(QStringLiteral("pair.create"), params);
}

QString tst_ControlPairing::code(const QJsonObject &params)
{
    const auto created = create(params);
    if (!created.ok()) {
        qWarning("%s", qPrintable(created.error().text));
        return {};
    }
    return fragmentOf(created->value(QLatin1String("link")).toString())
        .queryItemValue(QStringLiteral("code"));
}

Result<QJsonObject> tst_ControlPairing::redeem(ControlClient &client, const QString &code,
                                               const QString &name)
{
    return client.call(QStringLiteral("pair.redeem"),
                       {{QStringLiteral("code"), code},
                        {QStringLiteral("name"), name},
                        {QStringLiteral("password"), ControlFixture::password}});
}

void tst_ControlPairing::theLinkLeadsToTheKey()
{
    const auto created = create();
    QVERIFY2(created.ok(), created.ok() ? "" : qPrintable(created.error().text));
    const QUrl url(created->value(QLatin1String("link")).toString());
    QCOMPARE(url.scheme(), QStringLiteral("postern"));
    QCOMPARE(url.host(), QStringLiteral("127.0.0.1"));
    QCOMPARE(url.port(), static_cast<int>(m_fixture->port()));
    QCOMPARE(QUrlQuery(url.fragment()).queryItemValue(QStringLiteral("sha256")).toLatin1(),
             m_fixture->certificate().fingerprint().toHex());
    const qint64 left = created->value(QLatin1String("expiresAt")).toInteger() - m_fixture->now();
    QVERIFY2(left > 14 * 60 * 1000 && left <= 15 * 60 * 1000, qPrintable(QString::number(left)));
}

void tst_ControlPairing::theFirstAdministratorComesByLink()
{
    auto client = m_fixture->connection();
    const auto done = redeem(*client, code(), QStringLiteral("anna"));
    QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(done.error().text));
    QCOMPARE(done->value(QLatin1String("administrator"))
                 .toObject()
                 .value(QLatin1String("role"))
                 .toString(),
             QStringLiteral("admin"));
    QVERIFY(client->call(QStringLiteral("domain.list")).ok());
    QVERIFY(m_fixture->connection()->login(QStringLiteral("anna"), ControlFixture::password).ok());
}

void tst_ControlPairing::aCodeIsGoodOnce()
{
    const QString once = code();
    auto client = m_fixture->connection();
    QVERIFY(redeem(*client, once, QStringLiteral("anna")).ok());
    auto other = m_fixture->connection();
    QCOMPARE(redeem(*other, once, QStringLiteral("bert")).error().kind, ErrorKind::Unauthorized);
}

void tst_ControlPairing::aCodeIsReadAsPeopleTypeIt()
{
    const QString typed = code().toLower().remove(QLatin1Char('-'));
    auto client = m_fixture->connection();
    QVERIFY(redeem(*client, typed, QStringLiteral("anna")).ok());
}

void tst_ControlPairing::aCodeEnds()
{
    const QString late = code();
    m_fixture->ahead += 15 * 60 * 1000 + 1;
    auto client = m_fixture->connection();
    QCOMPARE(redeem(*client, late, QStringLiteral("anna")).error().kind, ErrorKind::Unauthorized);
}

void tst_ControlPairing::wrongCodesDoNotEndIt()
{
    const QString good = code();
    auto client = m_fixture->connection();
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(
            redeem(*client, QStringLiteral("0000-0000-0000-000%1").arg(i), QStringLiteral("anna"))
                .error()
                .kind,
            ErrorKind::Unauthorized);
    }
    QVERIFY(redeem(*client, good, QStringLiteral("anna")).ok());
}

void tst_ControlPairing::aTakenNameLeavesTheCodeGood()
{
    auto first = m_fixture->connection();
    QVERIFY(redeem(*first, code(), QStringLiteral("anna")).ok());
    const QString second = code();
    auto client = m_fixture->connection();
    const auto taken = redeem(*client, second, QStringLiteral("anna"));
    QCOMPARE(taken.error().kind, ErrorKind::Refused);
    QCOMPARE(taken.error().field, QStringLiteral("name"));
    QVERIFY(redeem(*client, second, QStringLiteral("bert")).ok());
}

void tst_ControlPairing::aNameThatTheLinkFixedHolds()
{
    const QString fixed = code({{QStringLiteral("administrator"), QStringLiteral("clara")},
                                {QStringLiteral("role"), QStringLiteral("auditor")}});
    auto client = m_fixture->connection();
    QCOMPARE(redeem(*client, fixed, QStringLiteral("anna")).error().kind, ErrorKind::Refused);
    const auto done = redeem(*client, fixed, QString());
    QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(done.error().text));
    const QJsonObject who = done->value(QLatin1String("administrator")).toObject();
    QCOMPARE(who.value(QLatin1String("name")).toString(), QStringLiteral("clara"));
    QCOMPARE(who.value(QLatin1String("role")).toString(), QStringLiteral("auditor"));
    QCOMPARE(create({{QStringLiteral("administrator"), QStringLiteral("clara")}}).error().kind,
             ErrorKind::Refused);
}

void tst_ControlPairing::nobodyBecomesTheServersOwnSide()
{
    const QString good = code();
    auto client = m_fixture->connection();
    for (const QString &name : {QStringLiteral("local"), QStringLiteral("Server")}) {
        QCOMPARE(redeem(*client, good, name).error().kind, ErrorKind::Refused);
        const auto link = create({{QStringLiteral("administrator"), name}});
        QCOMPARE(link.error().kind, ErrorKind::Refused);
        QCOMPARE(link.error().field, QStringLiteral("administrator"));
    }
    QVERIFY(redeem(*client, good, QStringLiteral("anna")).ok());
}

void tst_ControlPairing::whoIsLoggedInRedeemsNothing()
{
    const QString good = code();
    auto client = m_fixture->as(QStringLiteral("anna"), Role::Auditor);
    QCOMPARE(redeem(*client, good, QStringLiteral("bert")).error().kind, ErrorKind::Refused);
    auto other = m_fixture->connection();
    QVERIFY(redeem(*other, good, QStringLiteral("bert")).ok());
}

void tst_ControlPairing::onlyAnAdminMakesLinks()
{
    auto bert = m_fixture->as(QStringLiteral("bert"), Role::Operator);
    QCOMPARE(bert->call(QStringLiteral("pair.create"),
                        {{QStringLiteral("host"), QStringLiteral("127.0.0.1")}})
                 .error()
                 .kind,
             ErrorKind::Forbidden);
}

void tst_ControlPairing::refusesAPlaceWithoutAPort_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<ErrorKind>("errorKind");
    QTest::newRow("another address") << "192.0.2.1" << ErrorKind::Refused;
    QTest::newRow("a name") << "mail.example.com" << ErrorKind::Refused;
    QTest::newRow("another port") << "127.0.0.1:1" << ErrorKind::Refused;
    QTest::newRow("another family") << "::1" << ErrorKind::Refused;
    QTest::newRow("not a host") << "http://mail/" << ErrorKind::Invalid;
    QTest::newRow("not a port") << "127.0.0.1:mail" << ErrorKind::Invalid;
    QTest::newRow("unclosed bracket") << "[::1" << ErrorKind::Invalid;
    QTest::newRow("nothing") << "" << ErrorKind::Invalid;
}

void tst_ControlPairing::refusesAPlaceWithoutAPort()
{
    QFETCH(QString, host);
    QFETCH(ErrorKind, errorKind);
    const auto refused = create({{QStringLiteral("host"), host}});
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, errorKind);
    QCOMPARE(refused.error().field, QStringLiteral("host"));
    if (errorKind == ErrorKind::Refused) {
        QVERIFY2(refused.error().text.startsWith(
                     QStringLiteral("The control port listens on 127.0.0.1:%1 only. Set [control] "
                                    "listen = ")
                         .arg(m_fixture->port())),
                 qPrintable(refused.error().text));
        QVERIFY(refused.error().text.contains(QLatin1String("/etc/postern/postern.toml")));
    }
}

void tst_ControlPairing::theCodeIsNotInTheTrail()
{
    const QString secret = code();
    auto client = m_fixture->connection();
    QVERIFY(redeem(*client, secret, QStringLiteral("anna")).ok());
    const auto trail =
        m_fixture->local().exchange(encode(control::Request{1, QStringLiteral("audit.list"), {}}));
    const QByteArray text = encode(trail);
    QVERIFY(text.contains("admin.login"));
    QVERIFY(!text.contains(secret.toUtf8()));
    QVERIFY(!text.contains(secret.section(QLatin1Char('-'), 0, 0).toUtf8()));
}

QTEST_GUILESS_MAIN(tst_ControlPairing)
#include "tst_ControlPairing.moc"
