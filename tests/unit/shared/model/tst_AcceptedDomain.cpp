// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/AcceptedDomain.h"
#include "tests/support/GoldenText.h"

#include <QTest>

using namespace postern;

namespace
{

QString labelsOf(int length)
{
    QString name;
    while (name.size() < length)
        name += QString(49, u'a') + u'.';
    name.truncate(length);
    if (name.endsWith(u'.'))
        name.back() = u'a';
    return name;
}

} // namespace

/// One canonical text of a mail domain, or the sentence that says why it is none.
class tst_AcceptedDomain : public QObject
{
    Q_OBJECT

private slots:
    void canonical_data();
    void canonical();
    void canonicalStaysAsItIs();
    void labelHasAtMost63();
    void nameHasAtMost253();
    void refusals();
};

void tst_AcceptedDomain::canonical_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");

    QTest::newRow("plain") << "example.com"
                           << "example.com";
    QTest::newRow("case") << "Mail.EXAMPLE.Com"
                          << "mail.example.com";
    QTest::newRow("trailing dot") << "example.com."
                                  << "example.com";
    QTest::newRow("hyphens inside") << "a--b.example-1.com"
                                    << "a--b.example-1.com";
    QTest::newRow("digits in front") << "3com.example"
                                     << "3com.example";
    QTest::newRow("numeric label inside") << "1.2.example"
                                          << "1.2.example";
    QTest::newRow("one label") << "intranet"
                               << "intranet";
    QTest::newRow("umlaut") << QStringLiteral("b\u00fccher.example") << "xn--bcher-kva.example";
    QTest::newRow("umlaut in capitals")
        << QStringLiteral("B\u00dcCHER.Example") << "xn--bcher-kva.example";
    QTest::newRow("decomposed umlaut")
        << QStringLiteral("bu\u0308cher.example") << "xn--bcher-kva.example";
    QTest::newRow("already A-labels") << "XN--BCHER-KVA.example"
                                      << "xn--bcher-kva.example";
    QTest::newRow("ideographic full stop")
        << QStringLiteral("\u4f8b\u3048\u3002\u30c6\u30b9\u30c8") << "xn--r8jz45g.xn--zckzah";
    QTest::newRow("umlaut and trailing dot")
        << QStringLiteral("b\u00fccher.example.") << "xn--bcher-kva.example";
}

void tst_AcceptedDomain::canonical()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    const Result<QString> domain = canonicalDomain(text);
    QVERIFY2(domain.ok(), domain.ok() ? "" : qPrintable(domain.error().text));
    QCOMPARE(domain.value(), name);
}

void tst_AcceptedDomain::canonicalStaysAsItIs()
{
    for (const QStringView text : {u"B\u00fccher.Example.", u"EXAMPLE.com"}) {
        const QString once = canonicalDomain(text).value();
        QCOMPARE(canonicalDomain(once).value(), once);
    }
}

void tst_AcceptedDomain::labelHasAtMost63()
{
    const QString longest(63, u'a');
    QCOMPARE(canonicalDomain(longest + QStringLiteral(".test")).value(),
             longest + QStringLiteral(".test"));
    QVERIFY(!canonicalDomain(longest + QStringLiteral("a.test")).ok());
    // Short enough as it is read, too long as it is sent.
    QVERIFY(!canonicalDomain(QString(60, u'\u00fc') + QStringLiteral(".test")).ok());
}

void tst_AcceptedDomain::nameHasAtMost253()
{
    QCOMPARE(canonicalDomain(labelsOf(253)).value().size(), 253);
    QCOMPARE(canonicalDomain(labelsOf(253) + u'.').value().size(), 253);
    const Result<QString> longer = canonicalDomain(labelsOf(254));
    QVERIFY(!longer.ok());
    QCOMPARE(longer.error().text,
             QStringLiteral("The domain has 254 characters; a name has at most 253."));
    const Result<QString> huge = canonicalDomain(QString(100000, u'a'));
    QVERIFY(!huge.ok());
    QVERIFY(huge.error().text.size() < 200);
}

void tst_AcceptedDomain::refusals()
{
    const QStringList wrong{
        QString(),
        QStringLiteral("  "),
        QStringLiteral("."),
        QStringLiteral("example..com"),
        QStringLiteral(".example.com"),
        QStringLiteral("example.com.."),
        QStringLiteral("-a.example"),
        QStringLiteral("a-.example"),
        QStringLiteral("a_b.example"),
        QStringLiteral("exa mple.com"),
        QStringLiteral(" example.com"),
        QStringLiteral("example.com\n"),
        QStringLiteral("a%1.com"),
        QStringLiteral("ex\u202eample.com"),
        QStringLiteral("*.example.com"),
        QStringLiteral("me@example.com"),
        QStringLiteral("[192.0.2.1]"),
        QStringLiteral("[IPv6:::1]"),
        QStringLiteral("192.0.2.1"),
        QStringLiteral("\uff11.\uff12"),
        QStringLiteral("example.123"),
        QStringLiteral("2001:db8::1"),
        QStringLiteral("https://example.com"),
        QStringLiteral("example.com:25"),
        QStringLiteral("example.com/mail"),
    };
    test::GoldenText golden(QStringLiteral("model/domains.ref"));
    for (const QString &text : wrong) {
        const Result<QString> domain = canonicalDomain(text);
        QVERIFY2(!domain.ok(), qPrintable(text));
        QCOMPARE(domain.error().kind, ErrorKind::Invalid);
        QCOMPARE(domain.error().field, QStringLiteral("domain"));
        golden.add(domain.error().text);
    }
    QCOMPARE(golden.difference(), QString());
}

QTEST_APPLESS_MAIN(tst_AcceptedDomain)
#include "tst_AcceptedDomain.moc"
