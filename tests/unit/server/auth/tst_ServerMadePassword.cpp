// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/PasswordVerifier.h"
#include "server/auth/ServerMadePassword.h"

#include <QRegularExpression>
#include <QTest>

using namespace postern::auth;

class tst_ServerMadePassword : public QObject
{
    Q_OBJECT

private slots:
    void form();
    void worksAsAPassword();
};

void tst_ServerMadePassword::form()
{
    const QString password = ServerMadePassword::generate();
    QVERIFY(QRegularExpression(QStringLiteral("^[a-z2-7]{24}$")).match(password).hasMatch());
    QVERIFY(ServerMadePassword::generate() != password);
}

void tst_ServerMadePassword::worksAsAPassword()
{
    const QString password = ServerMadePassword::generate();
    const auto verifier = PasswordVerifier::make(password, PasswordVerifier::madeIterations);
    QVERIFY(verifier.ok());
    QVERIFY(PasswordVerifier::check(*verifier, password.toLatin1()).isMatch);
}

QTEST_APPLESS_MAIN(tst_ServerMadePassword)
#include "tst_ServerMadePassword.moc"
