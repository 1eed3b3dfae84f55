// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/IpAddress.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace postern;

namespace
{

IpAddress address(QStringView text)
{
    const Result<IpAddress> parsed = IpAddress::parse(text);
    if (!parsed)
        qFatal("%s", qPrintable(parsed.error().text));
    return parsed.value();
}

} // namespace

class tst_IpAddress : public QObject
{
    Q_OBJECT

private slots:
    void foldsMappedHoweverItIsMade();
    void mappedPeerEqualsItsIpv4Address();
    void writesRfc5952_data();
    void writesRfc5952();
    void randomAddressesSurviveTheirText();
    void parseRefuses_data();
    void parseRefuses();
    void bytesAreNetworkOrder();
    void knowsPrivateAndLoopback_data();
    void knowsPrivateAndLoopback();
    void ordersIpv4BeforeIpv6();
    void hashesEqualAddressesAlike();
};

void tst_IpAddress::foldsMappedHoweverItIsMade()
{
    const IpAddress v4 = IpAddress::fromV4(0x0A010203);
    std::array<std::uint8_t, 16> bytes{};
    bytes[10] = 0xFF;
    bytes[11] = 0xFF;
    bytes[12] = 10;
    bytes[13] = 1;
    bytes[14] = 2;
    bytes[15] = 3;
    QCOMPARE(IpAddress::fromV6(bytes), v4);
    QCOMPARE(IpAddress::fromBits(IpAddress::Family::V6, {0, 0xFFFF0A010203ULL}), v4);
    QCOMPARE(address(u"::ffff:10.1.2.3"), v4);
    QCOMPARE(address(u"::ffff:a01:203"), v4);
    QVERIFY(address(u"::ffff:0:a01:203") != v4);
}

void tst_IpAddress::mappedPeerEqualsItsIpv4Address()
{
    QVERIFY(address(u"::ffff:10.1.2.3").isV4());
    QCOMPARE(address(u"::ffff:10.1.2.3").toString(), QStringLiteral("10.1.2.3"));
    QVERIFY(!address(u"::10.1.2.3").isV4()); // the deprecated compatible form is not mapped
}

void tst_IpAddress::writesRfc5952_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");
    const std::pair<const char *, const char *> rows[] = {
        {"2001:DB8::1", "2001:db8::1"},                   // 4.3
        {"2001:0db8::0001", "2001:db8::1"},               // 4.1
        {"2001:db8:0:0:0:0:2:1", "2001:db8::2:1"},        // 4.2.1
        {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"}, // 4.2.2
        {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},          // 4.2.3, the longest
        {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},    // 4.2.3, the first of equals
        {"0:0:0:0:0:0:0:0", "::"},
        {"1:0:0:0:0:0:0:0", "1::"},
        {"0:0:0:0:0:0:0:1", "::1"},
        {"1:2:3:4:5:6:0:0", "1:2:3:4:5:6::"},
        {"0:0:3:4:5:6:7:8", "::3:4:5:6:7:8"},
        {"::1.2.3.4", "::102:304"},
    };
    for (const auto &[text, canonical] : rows)
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(canonical);
}

void tst_IpAddress::writesRfc5952()
{
    QFETCH(QString, text);
    QFETCH(QString, canonical);
    QCOMPARE(address(text).toString(), canonical);
}

void tst_IpAddress::randomAddressesSurviveTheirText()
{
    QRandomGenerator random(5952);
    for (int i = 0; i < 20000; ++i) {
        // Many zero groups, so that each place of "::" is met.
        UInt128 bits;
        for (int group = 0; group < 8; ++group) {
            const bool isZero = random.bounded(2) == 0;
            bits = (bits << 16) | UInt128{0, isZero ? 0U : random.bounded(0x10000U)};
        }
        const auto family = i % 4 == 0 ? IpAddress::Family::V4 : IpAddress::Family::V6;
        const IpAddress made = IpAddress::fromBits(family, bits);
        QCOMPARE(address(made.toString()), made);
    }
}

void tst_IpAddress::parseRefuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             " ",
                             " 10.0.0.1",
                             "10.0.0.1 ",
                             "10.1",
                             "010.0.0.1",
                             "0x0a.0.0.1",
                             "167772161",
                             "10.0.0.1/32",
                             "10.0.0.1-10.0.0.2",
                             "[::1]",
                             "fe80::1%eth0",
                             "10.0.0.256",
                             "::1::",
                             "1:2:3:4:5:6:7",
                             "1:2:3:4:5:6:7:8:9",
                             "1:2:3:4:5:6:7:8::",
                             "::12345",
                             "+1.2.3.4",
                             "1.2.3.-4",
                             "::1.2.3",
                             "1.2.3.4::",
                             "example.com",
                             "10.0.0.1:25"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void tst_IpAddress::parseRefuses()
{
    QFETCH(QString, text);
    const Result<IpAddress> parsed = IpAddress::parse(text);
    QVERIFY(!parsed.ok());
    QCOMPARE(parsed.error().kind, ErrorKind::Invalid);
    QCOMPARE(parsed.error().field, QStringLiteral("address"));
    QVERIFY(parsed.error().text.endsWith(u'.'));
}

void tst_IpAddress::bytesAreNetworkOrder()
{
    QCOMPARE(address(u"10.1.2.3").toBytes(), QByteArray("\x0A\x01\x02\x03", 4));
    QCOMPARE(address(u"2001:db8::ff").toBytes().toHex(),
             QByteArray("20010db80000000000000000000000ff"));
}

void tst_IpAddress::knowsPrivateAndLoopback_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isPrivate");
    QTest::addColumn<bool>("isLoopback");
    const auto row = [](const char *text, bool isPrivate, bool isLoopback) {
        QTest::newRow(text) << QString::fromLatin1(text) << isPrivate << isLoopback;
    };
    row("9.255.255.255", false, false);
    row("10.0.0.0", true, false);
    row("10.255.255.255", true, false);
    row("11.0.0.0", false, false);
    row("100.64.0.1", false, false);
    row("126.255.255.255", false, false);
    row("127.0.0.1", true, true);
    row("127.255.255.255", true, true);
    row("128.0.0.0", false, false);
    row("169.253.255.255", false, false);
    row("169.254.0.1", true, false);
    row("172.15.255.255", false, false);
    row("172.16.0.0", true, false);
    row("172.31.255.255", true, false);
    row("172.32.0.0", false, false);
    row("192.167.255.255", false, false);
    row("192.168.0.1", true, false);
    row("192.169.0.0", false, false);
    row("::", false, false);
    row("::1", true, true);
    row("::2", false, false);
    row("fbff::1", false, false);
    row("fc00::", true, false);
    row("fdff::1", true, false);
    row("fe00::", false, false);
    row("fe7f::1", false, false);
    row("fe80::1", true, false);
    row("febf::1", true, false);
    row("fec0::1", false, false);
    row("2001:db8::1", false, false);
}

void tst_IpAddress::knowsPrivateAndLoopback()
{
    QFETCH(QString, text);
    QFETCH(bool, isPrivate);
    QFETCH(bool, isLoopback);
    QCOMPARE(address(text).isPrivate(), isPrivate);
    QCOMPARE(address(text).isLoopback(), isLoopback);
}

void tst_IpAddress::ordersIpv4BeforeIpv6()
{
    QVERIFY(address(u"255.255.255.255") < address(u"::"));
    QVERIFY(address(u"9.0.0.0") < address(u"10.0.0.0"));
    QVERIFY(address(u"::ffff") < address(u"1::"));
}

void tst_IpAddress::hashesEqualAddressesAlike()
{
    QSet<IpAddress> set{address(u"10.0.0.1"), address(u"::ffff:10.0.0.1"), address(u"::a00:1")};
    QCOMPARE(set.size(), 2);
}

QTEST_APPLESS_MAIN(tst_IpAddress)
#include "tst_IpAddress.moc"
