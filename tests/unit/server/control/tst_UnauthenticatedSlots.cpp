// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/UnauthenticatedSlots.h"

#include <QTest>

using namespace postern;

class tst_UnauthenticatedSlots : public QObject
{
    Q_OBJECT

private slots:
    void anAddressHasItsShare();
    void aCustomerHasOneShareOfIpv6();
};

namespace
{

IpAddress address(const char *text)
{
    return IpAddress::parse(QString::fromLatin1(text)).value();
}

} // namespace

void tst_UnauthenticatedSlots::anAddressHasItsShare()
{
    control::UnauthenticatedSlots all(3, 2);
    auto first = all.take(address("192.0.2.1"));
    const auto second = all.take(address("192.0.2.1"));
    QVERIFY(first && second);
    QVERIFY(!all.take(address("192.0.2.1")));
    auto other = all.take(address("192.0.2.2"));
    QVERIFY(other);
    QVERIFY(!all.take(address("192.0.2.3")));
    first.reset();
    QVERIFY(all.take(address("192.0.2.1")));
}

void tst_UnauthenticatedSlots::aCustomerHasOneShareOfIpv6()
{
    control::UnauthenticatedSlots all(32, 2);
    const auto first = all.take(address("2001:db8:1:1::1"));
    const auto second = all.take(address("2001:db8:1:1:ffff::2"));
    QVERIFY(first && second);
    QVERIFY(!all.take(address("2001:db8:1:1::3")));
    QVERIFY(all.take(address("2001:db8:1:2::1")));
}

QTEST_GUILESS_MAIN(tst_UnauthenticatedSlots)
#include "tst_UnauthenticatedSlots.moc"
