// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/PostmasterDomain.h"

#include <QTest>

using namespace postern::policy;

class tst_PostmasterDomain : public QObject
{
    Q_OBJECT

private slots:
    void isOneWhoseMailIsAccepted_data();
    void isOneWhoseMailIsAccepted();
};

void tst_PostmasterDomain::isOneWhoseMailIsAccepted_data()
{
    QTest::addColumn<QString>("accepted");
    QTest::addColumn<QString>("domain");
    QTest::newRow("none") << QString() << QStringLiteral("mx.mail.example.com");
    QTest::newRow("own") << QStringLiteral("a.example example.com mx.mail.example.com")
                         << QStringLiteral("mx.mail.example.com");
    QTest::newRow("nearest above") << QStringLiteral("a.example example.com mail.example.com com")
                                   << QStringLiteral("mail.example.com");
    QTest::newRow("far above") << QStringLiteral("a.example example.com")
                               << QStringLiteral("example.com");
    QTest::newRow("elsewhere") << QStringLiteral("z.example b.example c.example")
                               << QStringLiteral("b.example");
    QTest::newRow("only alike") << QStringLiteral("le.com x.mx.mail.example.com")
                                << QStringLiteral("le.com");
}

void tst_PostmasterDomain::isOneWhoseMailIsAccepted()
{
    QFETCH(QString, accepted);
    QFETCH(QString, domain);
    const QStringList names = accepted.split(u' ', Qt::SkipEmptyParts);
    QCOMPARE(postmasterDomain(QSet<QString>(names.begin(), names.end()),
                              QStringLiteral("mx.mail.example.com")),
             domain);
}

QTEST_APPLESS_MAIN(tst_PostmasterDomain)
#include "tst_PostmasterDomain.moc"
