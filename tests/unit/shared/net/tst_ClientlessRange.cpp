// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/ClientlessRange.h"

#include "shared/net/AddressRange.h"
#include "tests/support/GoldenText.h"

#include <QJsonArray>
#include <QTest>

using namespace postern;
using postern::test::GoldenText;

/// Addresses that no client can have. The sentences stand in tests/data/net/clientless.ref.
class tst_ClientlessRange : public QObject
{
    Q_OBJECT

private slots:
    void refuses();
    void theOfferedPartIsAllowed();
    void leavesTheRestAlone_data();
    void leavesTheRestAlone();
};

namespace
{

AddressRange range(const QString &text)
{
    return AddressRange::parse(text).value();
}

const QStringList clientless{
    QStringLiteral("0.0.0.0"),
    QStringLiteral("::"),
    QStringLiteral("255.255.255.255"),
    QStringLiteral("::ffff:255.255.255.255"),
    QStringLiteral("224.0.0.0"),
    QStringLiteral("239.255.255.255"),
    QStringLiteral("224.0.0.0/4"),
    QStringLiteral("224.0.0.251-224.0.0.252"),
    QStringLiteral("ff02::1"),
    QStringLiteral("ff00::/8"),
    QStringLiteral("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    QStringLiteral("223.255.255.0-224.0.0.0"),
    QStringLiteral("239.255.255.255-240.0.0.3"),
    QStringLiteral("fe80::-ff00::"),
};

} // namespace

void tst_ClientlessRange::refuses()
{
    GoldenText said(QStringLiteral("net/clientless.ref"));
    for (const QString &text : clientless) {
        const Result<void> result = refuseClientless(range(text));
        QVERIFY2(!result.ok(), qPrintable(text));
        const Error &error = result.error();
        QCOMPARE(error.kind, ErrorKind::Invalid);
        QCOMPARE(error.field, QStringLiteral("address"));
        said.add(QStringLiteral("%1: %2: %3")
                     .arg(text, error.data.value(QStringLiteral("reason")).toString(), error.text));
    }
    QCOMPARE(said.difference(), QString());
}

void tst_ClientlessRange::theOfferedPartIsAllowed()
{
    int offers = 0;
    for (const QString &text : clientless) {
        const Result<void> result = refuseClientless(range(text));
        const QJsonArray offered =
            result.error().data.value(QStringLiteral("suggestions")).toArray();
        for (const QJsonValue &part : offered) {
            ++offers;
            QVERIFY(range(text).contains(range(part.toString())));
            QVERIFY(refuseClientless(range(part.toString())).ok());
        }
    }
    QCOMPARE(offers, 3);
}

void tst_ClientlessRange::leavesTheRestAlone_data()
{
    QTest::addColumn<QString>("text");
    // What holds a block whole is a matter of width.
    for (const char *text :
         {"0.0.0.1", "0.0.0.0/31", "0.0.0.0/0", "128.0.0.0/1", "192.0.0.0/2", "223.255.255.255",
          "240.0.0.0", "255.255.255.254", "255.255.255.254/31", "::1", "::/127", "::/0", "8000::/1",
          "fe80::1", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::1:25"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void tst_ClientlessRange::leavesTheRestAlone()
{
    QFETCH(QString, text);
    QVERIFY(refuseClientless(range(text)).ok());
}

QTEST_APPLESS_MAIN(tst_ClientlessRange)
#include "tst_ClientlessRange.moc"
