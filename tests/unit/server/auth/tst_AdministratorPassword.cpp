// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/AdministratorPassword.h"

#include <QTest>

using postern::auth::AdministratorPassword;

class tst_AdministratorPassword : public QObject
{
    Q_OBJECT

private slots:
    void hashIsArgon2idAsDesigned();
    void rightAndWrong();
    void nobody();
    void brokenHash();
};

void tst_AdministratorPassword::hashIsArgon2idAsDesigned()
{
    const auto hash = AdministratorPassword::hash(u"correct horse battery"_qs);
    QVERIFY(hash.ok());
    QVERIFY2(hash->startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash->constData());
    QVERIFY(*AdministratorPassword::hash(u"correct horse battery"_qs) != *hash);
}

void tst_AdministratorPassword::rightAndWrong()
{
    const QByteArray hash = *AdministratorPassword::hash(u"gr\u00fcne Wiese 12"_qs);
    QVERIFY(AdministratorPassword::check(hash, u"gr\u00fcne Wiese 12"_qs));
    QVERIFY(!AdministratorPassword::check(hash, u"gr\u00fcne Wiese 13"_qs));
    QVERIFY(!AdministratorPassword::check(hash, u""_qs));
}

void tst_AdministratorPassword::nobody()
{
    QVERIFY(!AdministratorPassword::check(std::nullopt, u"anything at all"_qs));
    QVERIFY(!AdministratorPassword::check(std::nullopt, u""_qs));
}

void tst_AdministratorPassword::brokenHash()
{
    QVERIFY(!AdministratorPassword::check(QByteArray(), u""_qs));
    QVERIFY(!AdministratorPassword::check(QByteArray("no hash"), u"no hash"_qs));
}

QTEST_APPLESS_MAIN(tst_AdministratorPassword)
#include "tst_AdministratorPassword.moc"
