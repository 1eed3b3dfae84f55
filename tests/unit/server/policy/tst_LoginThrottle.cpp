// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/LoginThrottle.h"

#include "tests/unit/server/policy/PolicyWorld.h"

#include <QTest>

using namespace postern;
using namespace postern::policy;

class tst_LoginThrottle : public QObject
{
    Q_OBJECT

private slots:
    void countsWithinTheWindow();
    void forgetsAfterTheWindow();
    void successForgets();
    void successForgetsItsOwnAccountAlone();
    void accountsOfAnAddressAreBounded();
    void ipv6CountsByItsSlash64();
    void memoryIsBounded();
    void clockThatGoesBackForgetsNothing();
};

namespace
{

const QString mary = QStringLiteral("mary");

} // namespace

void tst_LoginThrottle::countsWithinTheWindow()
{
    LoginThrottle throttle(600000);
    const IpAddress client = addressOf(u"10.0.0.1");
    for (int i = 0; i < 10; ++i)
        throttle.noteFailure(client, mary, testNow + i * 60000);
    QCOMPARE(throttle.failures(client, testNow + 9 * 60000), 10);
    QCOMPARE(throttle.failures(addressOf(u"10.0.0.2"), testNow), 0);
}

void tst_LoginThrottle::forgetsAfterTheWindow()
{
    LoginThrottle throttle(600000);
    const IpAddress client = addressOf(u"10.0.0.1");
    throttle.noteFailure(client, mary, testNow);
    QCOMPARE(throttle.failures(client, testNow + 600000), 1); // never sooner than the window
    QCOMPARE(throttle.failures(client, testNow + 650001), 0); // at most a twelfth later
    QCOMPARE(throttle.addresses(), 0);
}

void tst_LoginThrottle::successForgets()
{
    LoginThrottle throttle(600000);
    const IpAddress client = addressOf(u"10.0.0.1");
    throttle.noteFailure(client, mary, testNow);
    throttle.noteSuccess(client, mary);
    QCOMPARE(throttle.failures(client, testNow), 0);
}

void tst_LoginThrottle::successForgetsItsOwnAccountAlone()
{
    LoginThrottle throttle(600000);
    const IpAddress client = addressOf(u"10.0.0.1");
    throttle.noteFailure(client, QStringLiteral("victim"), testNow);
    throttle.noteFailure(client, QString(), testNow); // a name that nobody has
    throttle.noteFailure(client, mary, testNow);
    throttle.noteSuccess(client, mary);
    QCOMPARE(throttle.failures(client, testNow), 2);
    throttle.noteSuccess(client, QString());
    QCOMPARE(throttle.failures(client, testNow), 2);
}

void tst_LoginThrottle::accountsOfAnAddressAreBounded()
{
    LoginThrottle throttle(600000);
    const IpAddress client = addressOf(u"10.0.0.1");
    const int accounts = int(LoginThrottle::maxAccounts) + 5;
    for (int i = 0; i < accounts; ++i)
        throttle.noteFailure(client, QString::number(i), testNow);
    QCOMPARE(throttle.failures(client, testNow), accounts);
    for (int i = 0; i < accounts; ++i)
        throttle.noteSuccess(client, QString::number(i));
    QCOMPARE(throttle.failures(client, testNow), 5);
}

void tst_LoginThrottle::ipv6CountsByItsSlash64()
{
    LoginThrottle throttle(600000);
    for (int i = 1; i <= 10; ++i)
        throttle.noteFailure(
            IpAddress::fromBits(IpAddress::Family::V6,
                                {std::uint64_t{0x20010DB8} << 32U, std::uint64_t(i)}),
            mary, testNow);
    QCOMPARE(throttle.failures(addressOf(u"2001:db8::ffff"), testNow), 10);
    QCOMPARE(throttle.failures(addressOf(u"2001:db8:0:1::1"), testNow), 0);
}

void tst_LoginThrottle::memoryIsBounded()
{
    LoginThrottle throttle(600000, 100);
    for (std::uint32_t i = 0; i < 5000; ++i)
        throttle.noteFailure(IpAddress::fromV4(0x0A000000 + i), mary, testNow + i);
    QVERIFY(throttle.addresses() <= 100);
    QCOMPARE(throttle.failures(IpAddress::fromV4(0x0A000000 + 4999), testNow + 5000), 1);
}

void tst_LoginThrottle::clockThatGoesBackForgetsNothing()
{
    LoginThrottle throttle(600000);
    const IpAddress client = addressOf(u"10.0.0.1");
    throttle.noteFailure(client, mary, testNow);
    throttle.noteFailure(client, mary, testNow - 5000000);
    QCOMPARE(throttle.failures(client, testNow), 2);
}

QTEST_APPLESS_MAIN(tst_LoginThrottle)
#include "tst_LoginThrottle.moc"
