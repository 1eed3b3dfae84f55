// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/AddressRange.h"

#include <QRandomGenerator>
#include <QTest>

using namespace postern;

namespace
{

using Family = IpAddress::Family;

constexpr UInt128 one{0, 1};

AddressRange range(QStringView text)
{
    const Result<AddressRange> parsed = AddressRange::parse(text);
    if (!parsed)
        qFatal("%s", qPrintable(parsed.error().text));
    return parsed.value();
}

QStringList texts(const QList<AddressRange> &ranges)
{
    QStringList list;
    for (const AddressRange &item : ranges)
        list += item.toString();
    return list;
}

/// 2^exponent in decimal, doubled digit by digit: slow and plain.
QString powerOfTwo(int exponent)
{
    QString digits = QStringLiteral("1");
    for (int i = 0; i < exponent; ++i) {
        QString doubled;
        int carry = 0;
        for (qsizetype at = digits.size() - 1; at >= 0; --at) {
            const int value = digits.at(at).digitValue() * 2 + carry;
            doubled.prepend(QChar(u'0' + static_cast<char16_t>(value % 10)));
            carry = value / 10;
        }
        digits = carry ? u'1' + doubled : doubled;
    }
    return digits;
}

UInt128 randomBits(QRandomGenerator &random)
{
    return {random.generate64(), random.generate64()};
}

} // namespace

class tst_AddressRange : public QObject
{
    Q_OBJECT

private slots:
    void everyPrefixLength_data();
    void everyPrefixLength();
    void dottedMaskEqualsPrefixAtEveryLength();
    void oneFormHoweverWritten();
    void containsItsEndsAndNothingBeside();
    void familiesNeverMix();
    void crossing();
    void cutting();
    void blocksAreExactlyTheRange();
    void blocksAreFewest();
    void mappedBlockIsLeftToIpv4();
    void orderIsWiderFirst();
    void privateOnlyWhenWhollySo();
    void width_data();
    void width();
};

void tst_AddressRange::everyPrefixLength_data()
{
    QTest::addColumn<bool>("isV4");
    QTest::newRow("IPv4") << true;
    QTest::newRow("IPv6") << false;
}

void tst_AddressRange::everyPrefixLength()
{
    QFETCH(bool, isV4);
    QRandomGenerator random(4632);
    const int length = isV4 ? 32 : 128;
    for (int prefix = 0; prefix <= length; ++prefix) {
        for (int round = 0; round < 20; ++round) {
            const UInt128 bits = isV4 ? UInt128{0, random.generate()} : randomBits(random);
            const IpAddress inside = IpAddress::fromBits(isV4 ? Family::V4 : Family::V6, bits);
            const AddressRange block = AddressRange::fromPrefix(inside, prefix);
            QCOMPARE(block.prefixLength(), prefix);
            QVERIFY(block.contains(inside));
            QCOMPARE(block.sizeText(), powerOfTwo(length - prefix));
            QVERIFY(block.sizeMinusOne() == UInt128::lowBits(length - prefix));
            QCOMPARE(range(block.toString()), block);
            QCOMPARE(texts(block.cidrBlocks()), QStringList(block.toString()));
            // The written prefix, and the same as a dash range.
            const QString written =
                QStringLiteral("%1/%2").arg(block.first().toString()).arg(prefix);
            QCOMPARE(range(written), block);
            const QString dashed = block.first().toString() + u'-' + block.last().toString();
            QCOMPARE(range(dashed), block);
            // With a host bit set it is refused, and both candidates are named; but nobody is led
            // to a block of all addresses.
            if (!block.isSingle() && inside != block.first()) {
                const Result<AddressRange> refused =
                    AddressRange::parse(QStringLiteral("%1/%2").arg(inside.toString()).arg(prefix));
                QVERIFY(!refused.ok());
                QCOMPARE(refused.error().text.contains(block.toString()), prefix > 0);
                QVERIFY(refused.error().text.contains(inside.toString()));
            }
        }
    }
}

void tst_AddressRange::dottedMaskEqualsPrefixAtEveryLength()
{
    for (int prefix = 0; prefix <= 32; ++prefix) {
        const auto mask = static_cast<std::uint32_t>(0xFFFFFFFF00000000ULL >> prefix);
        const QString text = QStringLiteral("0.0.0.0/") + IpAddress::fromV4(mask).toString();
        QCOMPARE(range(text).prefixLength(), prefix);
    }
}

void tst_AddressRange::oneFormHoweverWritten()
{
    QCOMPARE(range(u"10.0.0.0-10.0.0.255"), range(u"10.0.0.0/24"));
    QCOMPARE(range(u"10.0.0.0/255.255.255.0"), range(u"10.0.0.0/24"));
    QCOMPARE(range(u"::ffff:10.0.0.0/120"), range(u"10.0.0.0/24"));
    QCOMPARE(range(u"10.0.0.7-10.0.0.7"), range(u"10.0.0.7"));
    QCOMPARE(range(u"10.0.0.7/32"), range(u"10.0.0.7"));
    QCOMPARE(range(u"2001:db8::1/128"), range(u"[2001:db8::1]"));
    QCOMPARE(range(u"2001:db8::7").prefixLength(), 128);
}

void tst_AddressRange::containsItsEndsAndNothingBeside()
{
    const AddressRange block = range(u"192.0.2.20-192.0.2.35");
    QVERIFY(block.contains(range(u"192.0.2.20").first()));
    QVERIFY(block.contains(range(u"192.0.2.35").first()));
    QVERIFY(!block.contains(range(u"192.0.2.19").first()));
    QVERIFY(!block.contains(range(u"192.0.2.36").first()));
    QVERIFY(block.contains(range(u"192.0.2.20-192.0.2.21")));
    QVERIFY(!block.contains(range(u"192.0.2.35-192.0.2.36")));
    QCOMPARE(block.prefixLength(), -1);
    QCOMPARE(block.sizeText(), QStringLiteral("16"));
}

void tst_AddressRange::familiesNeverMix()
{
    QVERIFY(!range(u"::/0").contains(range(u"10.0.0.1").first()));
    QVERIFY(!range(u"::/0").contains(range(u"::ffff:10.0.0.1").first()));
    QVERIFY(!range(u"0.0.0.0/0").contains(range(u"::1").first()));
    QVERIFY(!range(u"::/0").overlaps(range(u"0.0.0.0/0")));
    QVERIFY(!range(u"::a00:1").contains(range(u"10.0.0.1").first()));
}

void tst_AddressRange::crossing()
{
    const AddressRange block = range(u"10.0.0.0/24");
    QVERIFY(block.crosses(range(u"10.0.0.128-10.0.1.5")));
    QVERIFY(block.crosses(range(u"9.0.0.0-10.0.0.0")));
    QVERIFY(!block.crosses(block));
    QVERIFY(!block.crosses(range(u"10.0.0.0/16")));
    QVERIFY(!block.crosses(range(u"10.0.0.255")));
    QVERIFY(!block.crosses(range(u"10.0.1.0/24")));
}

void tst_AddressRange::cutting()
{
    const AddressRange block = range(u"10.0.0.0/24");
    QCOMPARE(texts(range(u"10.0.0.128-10.0.1.5").cutBy(block)),
             QStringList({QStringLiteral("10.0.0.128/25"), QStringLiteral("10.0.1.0-10.0.1.5")}));
    QCOMPARE(texts(block.cutBy(range(u"10.0.0.128-10.0.1.5"))),
             QStringList({QStringLiteral("10.0.0.0/25"), QStringLiteral("10.0.0.128/25")}));
    QCOMPARE(texts(block.cutBy(range(u"10.0.0.5"))),
             QStringList({QStringLiteral("10.0.0.0-10.0.0.4"), QStringLiteral("10.0.0.5"),
                          QStringLiteral("10.0.0.6-10.0.0.255")}));
    QCOMPARE(texts(block.cutBy(range(u"10.0.1.0/24"))), QStringList(QStringLiteral("10.0.0.0/24")));
    QCOMPARE(texts(range(u"0.0.0.0/0").cutBy(range(u"255.255.255.255"))),
             QStringList(
                 {QStringLiteral("0.0.0.0-255.255.255.254"), QStringLiteral("255.255.255.255")}));
}

void tst_AddressRange::blocksAreExactlyTheRange()
{
    QRandomGenerator random(1519);
    for (int i = 0; i < 2000; ++i) {
        const bool isV4 = i % 2 == 0;
        UInt128 a = isV4 ? UInt128{0, random.generate()} : randomBits(random);
        UInt128 b = isV4 ? UInt128{0, random.generate()} : randomBits(random);
        if (b < a)
            std::swap(a, b);
        const AddressRange whole = AddressRange::fromBits(isV4 ? Family::V4 : Family::V6, a, b);
        UInt128 next = a;
        for (const AddressRange &block : whole.cidrBlocks()) {
            QVERIFY(block.prefixLength() >= 0);
            QVERIFY(block.first().bits() == next);
            next = block.last().bits() + one;
        }
        QVERIFY(next == b + one);
    }
}

void tst_AddressRange::blocksAreFewest()
{
    QCOMPARE(texts(range(u"10.0.0.1-10.0.0.6").cidrBlocks()),
             QStringList({QStringLiteral("10.0.0.1"), QStringLiteral("10.0.0.2/31"),
                          QStringLiteral("10.0.0.4/31"), QStringLiteral("10.0.0.6")}));
    QCOMPARE(range(u"0.0.0.1-255.255.255.255").cidrBlocks().size(), 32);
    QCOMPARE(range(u"0.0.0.1-255.255.255.254").cidrBlocks().size(), 62);
    QCOMPARE(range(u"::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe").cidrBlocks().size(), 254);
}

void tst_AddressRange::mappedBlockIsLeftToIpv4()
{
    QVERIFY(range(u"::ffff:0:0/96").isV4());
    QCOMPARE(range(u"::ffff:0:0/96").toString(), QStringLiteral("0.0.0.0/0"));
    const AddressRange cut = range(u"::/80");
    QVERIFY(!cut.isV4());
    QCOMPARE(cut.toString(), QStringLiteral("::/80"));
    QVERIFY(!cut.contains(range(u"::ffff:1.2.3.4").first()));
    QVERIFY(cut.contains(range(u"::fffe:1:1").first()));
    const AddressRange ending = range(u"::fffe:0:0-::ffff:0:5");
    QVERIFY(!ending.isV4());
    QCOMPARE(range(ending.toString()), ending);
    QCOMPARE(texts(ending.cidrBlocks()), QStringList(QStringLiteral("::fffe:0:0/96")));
}

void tst_AddressRange::orderIsWiderFirst()
{
    QList<AddressRange> list{range(u"10.0.0.0"), range(u"::/0"), range(u"10.0.0.0/8"),
                             range(u"9.0.0.0/8"), range(u"10.0.0.0/16")};
    std::sort(list.begin(), list.end());
    QCOMPARE(texts(list), QStringList({QStringLiteral("9.0.0.0/8"), QStringLiteral("10.0.0.0/8"),
                                       QStringLiteral("10.0.0.0/16"), QStringLiteral("10.0.0.0"),
                                       QStringLiteral("::/0")}));
}

void tst_AddressRange::privateOnlyWhenWhollySo()
{
    QVERIFY(range(u"10.0.0.0/8").isPrivate());
    QVERIFY(!range(u"10.0.0.0-11.0.0.0").isPrivate());
    QVERIFY(!range(u"0.0.0.0/0").isPrivate());
    QVERIFY(!range(u"100.64.0.0/10").isPrivate());
    QVERIFY(range(u"fc00::/7").isPrivate());
    QVERIFY(!range(u"fc00::/6").isPrivate());
    QVERIFY(range(u"::1").isPrivate());
    QVERIFY(!range(u"::/127").isPrivate());
}

void tst_AddressRange::width_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Width>("bypass");
    QTest::addColumn<Width>("other");
    const auto row = [](const char *text, Width bypass, Width other) {
        QTest::newRow(text) << QString::fromLatin1(text) << bypass << other;
    };
    using enum Width;
    row("10.0.0.1", Normal, Normal);
    row("10.0.0.0/24", Normal, Normal);
    row("10.0.0.0-10.0.1.0", Wide, Wide);
    row("10.0.0.0/16", Wide, Wide);
    row("10.0.0.0-10.1.0.0", VeryWide, VeryWide);
    row("10.0.0.0/8", VeryWide, VeryWide);
    row("198.51.100.0/24", Normal, Normal);
    row("198.51.100.0-198.51.101.0", VeryWide, VeryWide);
    row("100.64.0.0/10", VeryWide, VeryWide);
    row("20.0.0.0/8", VeryWide, VeryWide);
    row("20.0.0.0-21.0.0.0", Refused, VeryWide);
    row("20.0.0.0/7", Refused, VeryWide);
    row("10.0.0.0-11.0.0.0", Refused, VeryWide);
    row("0.0.0.0/0", Refused, Refused);
    row("::/0", Refused, Refused);
    row("2001:db8::/64", Normal, Normal);
    row("2001:db8::/63", Wide, Wide);
    row("2001:db8::/48", Wide, Wide);
    row("2001:db8::/47", VeryWide, VeryWide);
    row("2001:db8::/32", VeryWide, VeryWide);
    row("2001:db8::/31", Refused, VeryWide);
    row("fc00::/7", VeryWide, VeryWide);
}

void tst_AddressRange::width()
{
    QFETCH(QString, text);
    QFETCH(Width, bypass);
    QFETCH(Width, other);
    QCOMPARE(widthOf(range(text), true), bypass);
    QCOMPARE(widthOf(range(text), false), other);
}

QTEST_APPLESS_MAIN(tst_AddressRange)
#include "tst_AddressRange.moc"
