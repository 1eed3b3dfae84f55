// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/ChangeEffects.h"

#include "tests/unit/server/policy/PolicyWorld.h"

#include <QTest>

using namespace postern;
using namespace postern::policy;

namespace
{

constexpr Services bypass = Service::SmtpAuthBypass;

QStringList sentences(const QList<WhitelistEntry> &before, const QList<WhitelistEntry> &after)
{
    QStringList list;
    for (const Effect &effect : changeEffects(before, after, testNow).effects)
        list += effectSentence(effect);
    return list;
}

bool widens(const QList<WhitelistEntry> &before, const QList<WhitelistEntry> &after)
{
    return changeEffects(before, after, testNow).widensTrust;
}

WhitelistEntry disabled(WhitelistEntry entry)
{
    entry.enabled = false;
    return entry;
}

} // namespace

class tst_ChangeEffects : public QObject
{
    Q_OBJECT

private slots:
    void addingAlone();
    void addingInsideAWiderEntry();
    void removingUnderAWiderEntry();
    void removingTheLast();
    void narrowingLosesTheRest();
    void growingFromOneAddressToABlock();
    void togglesInPlace();
    void narrowerEntriesKeepTheirOwn();
    void descriptionChangesNothing();
    void disablingAnEntryThatTookAwayWidens();
    void disablingWidensLaterWhenWhatCoversItExpires();
    void countsTheExceptionsItDoesNotName();
    void longerExpiryWidens();
    void wideningAgreesWithEveryAddress();
};

void tst_ChangeEffects::addingAlone()
{
    QCOMPARE(sentences({}, {entryOf(u"10.0.0.0/8", bypass)}).join(u'|'),
             QStringLiteral("10.0.0.0/8 will send without a login."));
    QVERIFY(widens({}, {entryOf(u"10.0.0.0/8", bypass)}));
    QVERIFY(sentences({}, {disabled(entryOf(u"10.0.0.0/8", bypass))}).isEmpty());
    QVERIFY(!widens({}, {disabled(entryOf(u"10.0.0.0/8", bypass))}));
}

void tst_ChangeEffects::addingInsideAWiderEntry()
{
    const WhitelistEntry wide = entryOf(u"10.1.0.0/16", bypass, QStringLiteral("Plant printers"));
    const WhitelistEntry narrow = entryOf(u"10.1.2.3", Service::Smtp);
    QCOMPARE(sentences({wide}, {wide, narrow}).join(u'|'),
             QStringLiteral("10.1.2.3 will no longer send without a login: this entry replaces "
                            "10.1.0.0/16 (Plant printers) for it. It gains SMTP."));
    QVERIFY(widens({wide}, {wide, narrow}));
    QVERIFY(!widens({entryOf(u"10.1.0.0/16", bypass | Service::Smtp)},
                    {entryOf(u"10.1.0.0/16", bypass | Service::Smtp), narrow}));
}

void tst_ChangeEffects::removingUnderAWiderEntry()
{
    const WhitelistEntry wide = entryOf(u"192.0.2.0/24", bypass, QStringLiteral("Web farm"));
    const WhitelistEntry narrow = entryOf(u"192.0.2.77", bypass);
    QCOMPARE(sentences({wide, narrow}, {wide}).join(u'|'),
             QStringLiteral("After this, 192.0.2.77 falls under 192.0.2.0/24 (Web farm) and may "
                            "still send without a login."));
    QVERIFY(!widens({wide, narrow}, {wide}));
}

void tst_ChangeEffects::removingTheLast()
{
    const WhitelistEntry entry = entryOf(u"192.0.2.77", bypass | Service::Smtp);
    QCOMPARE(sentences({entry}, {}).join(u'|'),
             QStringLiteral("After this, no entry decides for 192.0.2.77: it will no longer send "
                            "without a login. It loses SMTP."));
    QVERIFY(!widens({entry}, {}));
}

void tst_ChangeEffects::narrowingLosesTheRest()
{
    WhitelistEntry before = entryOf(u"10.0.0.0/24", bypass);
    WhitelistEntry after = before;
    after.range = rangeOf(u"10.0.0.0/25");
    QCOMPARE(sentences({before}, {after}).join(u'|'),
             QStringLiteral("After this, no entry decides for 10.0.0.128/25: it will no longer "
                            "send without a login."));
    QVERIFY(!widens({before}, {after}));
}

void tst_ChangeEffects::growingFromOneAddressToABlock()
{
    WhitelistEntry before = entryOf(u"10.0.0.1", bypass);
    WhitelistEntry after = before;
    after.range = rangeOf(u"10.0.0.0/24");
    QCOMPARE(sentences({before}, {after}).join(u'|'),
             QStringLiteral("10.0.0.0/24 will send without a login."));
    QVERIFY(widens({before}, {after}));
}

void tst_ChangeEffects::togglesInPlace()
{
    const WhitelistEntry smtp = entryOf(u"10.0.0.1", Service::Smtp);
    const WhitelistEntry both = entryOf(u"10.0.0.1", bypass | Service::Smtp);
    QCOMPARE(sentences({smtp}, {both}).join(u'|'),
             QStringLiteral("10.0.0.1 will send without a login."));
    QCOMPARE(sentences({both}, {smtp}).join(u'|'),
             QStringLiteral("10.0.0.1 will no longer send without a login."));
    QVERIFY(widens({smtp}, {both}));
    QVERIFY(!widens({both}, {smtp}));
}

void tst_ChangeEffects::narrowerEntriesKeepTheirOwn()
{
    const WhitelistEntry narrow = entryOf(u"10.0.0.7", Service::Smtp, QStringLiteral("Scanner"));
    QCOMPARE(sentences({narrow}, {narrow, entryOf(u"10.0.0.0/24", bypass)}).join(u'|'),
             QStringLiteral("10.0.0.0/24 will send without a login.|10.0.0.7 (Scanner) lies inside "
                            "and keeps its own entry: nothing changes there."));
}

void tst_ChangeEffects::descriptionChangesNothing()
{
    QVERIFY(sentences({entryOf(u"10.0.0.1", bypass)},
                      {entryOf(u"10.0.0.1", bypass, QStringLiteral("New words"))})
                .isEmpty());
}

void tst_ChangeEffects::disablingAnEntryThatTookAwayWidens()
{
    const WhitelistEntry wide = entryOf(u"10.0.0.0/8", bypass);
    const WhitelistEntry narrow = entryOf(u"10.0.0.1", Service::BruteForce);
    QVERIFY(widens({wide, narrow}, {wide, disabled(narrow)}));
    QVERIFY(!widens({wide, narrow}, {disabled(wide), narrow}));
    QCOMPARE(sentences({wide, narrow}, {wide, disabled(narrow)}).join(u'|'),
             QStringLiteral("After this, 10.0.0.1 falls under 10.0.0.0/8 and may then send without "
                            "a login. It loses Brute Force."));
}

void tst_ChangeEffects::disablingWidensLaterWhenWhatCoversItExpires()
{
    const WhitelistEntry wide = entryOf(u"10.0.0.0/8", bypass);
    const WhitelistEntry middle = entryOf(u"10.0.0.0/31", Service::Smtp);
    WhitelistEntry first = entryOf(u"10.0.0.0", Service::Smtp);
    WhitelistEntry second = entryOf(u"10.0.0.1", Service::Smtp);
    first.expiresAt = second.expiresAt = testNow + 1000;
    QVERIFY(widens({wide, middle, first, second}, {wide, disabled(middle), first, second}));
}

void tst_ChangeEffects::countsTheExceptionsItDoesNotName()
{
    QList<WhitelistEntry> inside;
    for (int i = 1; i <= 200; ++i)
        inside += entryOf(QStringLiteral("10.0.0.%1").arg(i), bypass);
    WhitelistEntry wide = entryOf(u"10.0.0.0/24", Service::Smtp);
    QList<WhitelistEntry> after = inside;
    after += wide;
    const ChangeEffects many = changeEffects(inside, after, testNow);
    const qsizetype named =
        std::count_if(many.effects.begin(), many.effects.end(), [](const Effect &effect) {
            return effect.kind == Effect::Kind::ExceptInside;
        });
    QCOMPARE(named, ChangeEffects::maxExceptions);
    QCOMPARE(many.more, 180);
    const QList<WhitelistEntry> few = inside.mid(0, 20);
    QCOMPARE(changeEffects(few, few + QList{wide}, testNow).more, 0);
}

void tst_ChangeEffects::longerExpiryWidens()
{
    WhitelistEntry soon = entryOf(u"10.0.0.1", bypass);
    soon.expiresAt = testNow + 1000;
    WhitelistEntry later = soon;
    later.expiresAt = 0;
    QVERIFY(widens({soon}, {later}));
    QVERIFY(!widens({later}, {soon}));
}

void tst_ChangeEffects::wideningAgreesWithEveryAddress()
{
    QRandomGenerator random(31337);
    for (int round = 0; round < 25; ++round) {
        const QList<WhitelistEntry> before = randomEntries(random, 8);
        QList<WhitelistEntry> after = before;
        const auto at = qsizetype(random.bounded(quint32(after.size())));
        if (random.bounded(2) == 0)
            after.removeAt(at);
        else
            after[at].services = Services::fromInt(int(random.bounded(1U, 16U)));
        const AccessTable old(before);
        const AccessTable changed(after);
        bool isWider = false;
        for (std::uint64_t i = 0; i < 8192; ++i) {
            for (const IpAddress &client :
                 {IpAddress::fromV4(0x0A000000U + static_cast<std::uint32_t>(i)),
                  IpAddress::fromBits(IpAddress::Family::V6,
                                      {std::uint64_t{0x20010DB8} << 32U, i})}) {
                for (const UtcMs now : {testNow, testNow + 1})
                    isWider = isWider
                              || (changed.services(client, now) & ~old.services(client, now))
                                     != Services();
            }
        }
        QCOMPARE(widens(before, after), isWider);
    }
}

QTEST_APPLESS_MAIN(tst_ChangeEffects)
#include "tst_ChangeEffects.moc"
