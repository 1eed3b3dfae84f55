// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/PolicySettings.h"

#include <QTest>

using namespace postern::policy;

class tst_PolicySettings : public QObject
{
    Q_OBJECT

private slots:
    void defaultsAreTheCatalogues();
    void readsEachKey();
    void brokenTextKeepsTheDefault();
};

void tst_PolicySettings::defaultsAreTheCatalogues()
{
    const PolicySettings settings = PolicySettings::fromTexts({});
    const PolicySettings plain;
    QCOMPARE(settings.connections, plain.connections);
    QCOMPARE(settings.connectionsPerAddress, plain.connectionsPerAddress);
    QCOMPARE(settings.connectionsPerListedAddress, plain.connectionsPerListedAddress);
    QCOMPARE(settings.listedRecipientsPerHour, plain.listedRecipientsPerHour);
    QCOMPARE(settings.listedRecipientsPerDay, plain.listedRecipientsPerDay);
    QCOMPARE(settings.unlistedAsLocalSenders, plain.unlistedAsLocalSenders);
    QCOMPARE(settings.loginFailures, plain.loginFailures);
    QCOMPARE(settings.loginFailureWindowMs, plain.loginFailureWindowMs);
    QCOMPARE(settings.controlLoginFailures, plain.controlLoginFailures);
    QCOMPARE(settings.controlLoginFailureWindowMs, plain.controlLoginFailureWindowMs);
    QCOMPARE(settings.controlSessionMs, plain.controlSessionMs);
}

void tst_PolicySettings::readsEachKey()
{
    const PolicySettings settings = PolicySettings::fromTexts({
        {QStringLiteral("smtp.connections"), QStringLiteral("1")},
        {QStringLiteral("smtp.connections-per-address"), QStringLiteral("2")},
        {QStringLiteral("smtp.connections-per-listed-address"), QStringLiteral("3")},
        {QStringLiteral("smtp.listed-recipients-per-hour"), QStringLiteral("4")},
        {QStringLiteral("smtp.listed-recipients-per-day"), QStringLiteral("5")},
        {QStringLiteral("smtp.login-failures"), QStringLiteral("6")},
        {QStringLiteral("control.login-failures"), QStringLiteral("7")},
        {QStringLiteral("smtp.login-failure-window"), QStringLiteral("8s")},
        {QStringLiteral("smtp.unlisted-as-local-senders"), QStringLiteral("on")},
        {QStringLiteral("control.session"), QStringLiteral("9m")},
        {QStringLiteral("control.login-failure-window"), QStringLiteral("10s")},
    });
    QCOMPARE(settings.connections, 1);
    QCOMPARE(settings.connectionsPerAddress, 2);
    QCOMPARE(settings.connectionsPerListedAddress, 3);
    QCOMPARE(settings.listedRecipientsPerHour, 4);
    QCOMPARE(settings.listedRecipientsPerDay, 5);
    QCOMPARE(settings.loginFailures, 6);
    QCOMPARE(settings.controlLoginFailures, 7);
    QCOMPARE(settings.loginFailureWindowMs, 8000);
    QVERIFY(settings.unlistedAsLocalSenders);
    QCOMPARE(settings.controlSessionMs, 540000);
    QCOMPARE(settings.controlLoginFailureWindowMs, 10000);
}

void tst_PolicySettings::brokenTextKeepsTheDefault()
{
    const PolicySettings settings = PolicySettings::fromTexts(
        {{QStringLiteral("smtp.connections"), QStringLiteral("many")},
         {QStringLiteral("smtp.login-failure-window"), QStringLiteral("soon")},
         {QStringLiteral("control.session"), QStringLiteral("for ever")}});
    QCOMPARE(settings.connections, 2000);
    QCOMPARE(settings.loginFailureWindowMs, 600000);
    QCOMPARE(settings.controlSessionMs, 43200000);
}

QTEST_APPLESS_MAIN(tst_PolicySettings)
#include "tst_PolicySettings.moc"
