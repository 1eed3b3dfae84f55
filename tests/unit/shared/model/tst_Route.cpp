// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/Route.h"
#include "tests/support/GoldenText.h"

#include <QTest>

using namespace postern;

/// The text of a route's target, both ways, and the sentence for every wrong form.
class tst_Route : public QObject
{
    Q_OBJECT

private slots:
    void target_data();
    void target();
    void partsOfAnAddress();
    void protectionThatSuits();
    void partsThatDoNotFit_data();
    void partsThatDoNotFit();
    void refusals();
    void aPasswordIsNotRepeated();
    void longTextIsNotRepeated();
};

void tst_Route::target_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");

    QTest::newRow("name and port") << "smtp://relay.example.com:2525"
                                   << "smtp://relay.example.com:2525";
    QTest::newRow("without a port") << "smtp://relay.example.com"
                                    << "smtp://relay.example.com:25";
    QTest::newRow("slash at the end") << "smtp://relay.example.com:25/"
                                      << "smtp://relay.example.com:25";
    QTest::newRow("case") << "smtp://Relay.Example.COM"
                          << "smtp://relay.example.com:25";
    QTest::newRow("international name")
        << QStringLiteral("smtp://b\u00fccher.example") << "smtp://xn--bcher-kva.example:25";
    QTest::newRow("one label") << "smtp://relay"
                               << "smtp://relay:25";
    QTest::newRow("IPv4") << "smtp://192.0.2.7:26"
                          << "smtp://192.0.2.7:26";
    QTest::newRow("IPv6") << "smtp://[2001:DB8:0::7]:26"
                          << "smtp://[2001:db8::7]:26";
    QTest::newRow("IPv6 without a port") << "smtp://[::1]"
                                         << "smtp://[::1]:25";
    QTest::newRow("lowest port") << "smtp://relay:1"
                                 << "smtp://relay:1";
    QTest::newRow("highest port") << "smtp://relay:65535"
                                  << "smtp://relay:65535";
    QTest::newRow("blanks around") << "  smtp://relay:25 "
                                   << "smtp://relay:25";
    QTest::newRow("encrypted") << "smtps://relay.example.com:4650"
                               << "smtps://relay.example.com:4650";
    QTest::newRow("encrypted without a port") << "smtps://[::1]/"
                                              << "smtps://[::1]:465";
    QTest::newRow("folder") << "maildir:/var/mail/postern"
                            << "maildir:/var/mail/postern";
    QTest::newRow("folder with slashes") << "maildir://var//mail/postern//"
                                         << "maildir:/var/mail/postern";
    QTest::newRow("folder with blanks and letters")
        << QStringLiteral("maildir:/srv/Stra\u00dfe 7/.in")
        << QStringLiteral("maildir:/srv/Stra\u00dfe 7/.in");
}

void tst_Route::target()
{
    QFETCH(QString, text);
    QFETCH(QString, canonical);
    const Result<Route> route = Route::parseTarget(text);
    QVERIFY2(route.ok(), route.ok() ? "" : qPrintable(route.error().text));
    QCOMPARE(route->target(), canonical);
    QCOMPARE(Route::parseTarget(canonical).value(), route.value());
}

void tst_Route::partsOfAnAddress()
{
    const Route route = Route::parseTarget(u"smtp://[2001:db8::7]:2525").value();
    QCOMPARE(route.kind, Route::Kind::Smtp);
    QCOMPARE(route.host, QStringLiteral("2001:db8::7"));
    QCOMPARE(route.port, quint16(2525));
    QVERIFY(route.path.isEmpty());
    const Route folder = Route::parseTarget(u"maildir:/srv/in").value();
    QCOMPARE(folder.kind, Route::Kind::Maildir);
    QCOMPARE(folder.path, QStringLiteral("/srv/in"));
    QVERIFY(folder.host.isEmpty());
}

void tst_Route::protectionThatSuits()
{
    QCOMPARE(Route::parseTarget(u"smtp://relay").value().tls, RouteTls::May);
    QCOMPARE(Route::parseTarget(u"smtps://relay").value().tls, RouteTls::Verify);
    for (const RouteTls tls : {RouteTls::None, RouteTls::May, RouteTls::Encrypt, RouteTls::Verify})
        QCOMPARE(routeTlsOf(routeTlsName(tls)), tls);
    for (const QStringView none : {u"", u"Verify", u"tls"})
        QVERIFY(!routeTlsOf(none));
}

void tst_Route::partsThatDoNotFit_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<RouteTls>("tls");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("fingerprint");
    QTest::addColumn<QString>("field"); // empty: they fit
    const QString smtp = QStringLiteral("smtp://relay:587");
    const QString smtps = QStringLiteral("smtps://relay");
    const QString box = QStringLiteral("maildir:/srv/in");
    const QString mary = QStringLiteral("mary");
    const QString key(64, u'a');
    QTest::newRow("plain") << smtp << RouteTls::None << ""
                           << ""
                           << "";
    QTest::newRow("login, verified") << smtp << RouteTls::Verify << mary << ""
                                     << "";
    QTest::newRow("login, by its key") << smtps << RouteTls::Verify << mary << key << "";
    QTest::newRow("whoever answers") << smtps << RouteTls::Encrypt << ""
                                     << ""
                                     << "";
    QTest::newRow("mailbox") << box << RouteTls::May << ""
                             << ""
                             << "";
    QTest::newRow("login in the clear") << smtp << RouteTls::None << mary << ""
                                        << "tls";
    QTest::newRow("login, perhaps in the clear") << smtp << RouteTls::May << mary << ""
                                                 << "tls";
    QTest::newRow("login for anybody") << smtps << RouteTls::Encrypt << mary << ""
                                       << "tls";
    QTest::newRow("smtps in the clear") << smtps << RouteTls::May << ""
                                        << ""
                                        << "tls";
    QTest::newRow("key of anybody") << smtp << RouteTls::Encrypt << "" << key << "fingerprint";
    QTest::newRow("half a key") << smtp << RouteTls::Verify << "" << key.left(40) << "fingerprint";
    QTest::newRow("no key") << smtp << RouteTls::Verify << "" << QString(64, u'x') << "fingerprint";
    QTest::newRow("mailbox with a login") << box << RouteTls::May << mary << ""
                                          << "user";
    QTest::newRow("mailbox with a key") << box << RouteTls::May << "" << key << "fingerprint";
    QTest::newRow("long name") << smtp << RouteTls::Verify << QString(256, u'm') << ""
                               << "user";
}

void tst_Route::partsThatDoNotFit()
{
    QFETCH(QString, target);
    QFETCH(RouteTls, tls);
    QFETCH(QString, user);
    QFETCH(QString, fingerprint);
    QFETCH(QString, field);
    Route route = Route::parseTarget(target).value();
    route.tls = tls;
    route.user = user;
    route.fingerprint = fingerprint;
    const Result<void> fits = route.check();
    QCOMPARE(fits.ok(), field.isEmpty());
    if (!fits.ok()) {
        QCOMPARE(fits.error().kind, ErrorKind::Invalid);
        QCOMPARE(fits.error().field, field);
    }
}

void tst_Route::refusals()
{
    const QStringList wrong{
        QString(),
        QStringLiteral(" "),
        QStringLiteral("relay.example.com"),
        QStringLiteral("relay.example.com:25"),
        QStringLiteral("/var/mail/postern"),
        QStringLiteral("smtp:relay"),
        QStringLiteral("mailto://relay"),
        QStringLiteral("ht\u202etp://relay"),
        QStringLiteral("smtps://relay:"),
        QStringLiteral("lmtp://relay:24"),
        QStringLiteral("smtp://"),
        QStringLiteral("smtp:///"),
        QStringLiteral("smtp://:25"),
        QStringLiteral("smtp://[]:25"),
        QStringLiteral("smtp://relay:"),
        QStringLiteral("smtp://relay:0"),
        QStringLiteral("smtp://relay:65536"),
        QStringLiteral("smtp://relay:4294967321"),
        QStringLiteral("smtp://relay:+25"),
        QStringLiteral("smtp://relay:smtp"),
        QStringLiteral("smtp://relay:%2"),
        QStringLiteral("smtp://[::1]25"),
        QStringLiteral("smtp://[::1]x:25"),
        QStringLiteral("smtp://[::1"),
        QStringLiteral("smtp://[relay]:25"),
        QStringLiteral("smtp://2001:db8::7"),
        QStringLiteral("smtp://192.0.2.256"),
        QStringLiteral("smtp://192.0.2"),
        QStringLiteral("smtp://relay_1:25"),
        QStringLiteral("smtp://relay/path"),
        QStringLiteral("smtp://user@relay"),
        QStringLiteral("maildir:"),
        QStringLiteral("maildir:mail"),
        QStringLiteral("maildir:./mail"),
        QStringLiteral("maildir:~/mail"),
        QStringLiteral("maildir:/"),
        QStringLiteral("maildir:///"),
        QStringLiteral("maildir:/var/mail/../../etc"),
        QStringLiteral("maildir:/var/./mail"),
        QStringLiteral("maildir:/var/a\nb"),
        QStringLiteral("maildir:/") + QString(1000, u'a'),
    };
    test::GoldenText golden(QStringLiteral("model/routes.ref"));
    for (const QString &text : wrong) {
        const Result<Route> route = Route::parseTarget(text);
        QVERIFY2(!route.ok(), qPrintable(text));
        QCOMPARE(route.error().kind, ErrorKind::Invalid);
        QCOMPARE(route.error().field, QStringLiteral("route"));
        golden.add(route.error().text);
    }
    QCOMPARE(golden.difference(), QString());
}

void tst_Route::aPasswordIsNotRepeated()
{
    for (const QStringView text :
         {u"smtp://user:secret@relay:25", u"smtps://user:secret@relay", u"smtp://secret@[::1]"}) {
        const Result<Route> route = Route::parseTarget(text);
        QVERIFY(!route.ok());
        QVERIFY2(!route.error().text.contains(QStringLiteral("secret")),
                 qPrintable(route.error().text));
    }
}

void tst_Route::longTextIsNotRepeated()
{
    for (const QString &start : {QStringLiteral("x"), QStringLiteral("smtp://"),
                                 QStringLiteral("smtp://a:"), QStringLiteral("maildir:")}) {
        const Result<Route> route = Route::parseTarget(start + QString(100000, u'1'));
        QVERIFY(!route.ok());
        QVERIFY2(route.error().text.size() < 300, qPrintable(start));
    }
}

QTEST_APPLESS_MAIN(tst_Route)
#include "tst_Route.moc"
