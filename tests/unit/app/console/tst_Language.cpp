// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/Language.h"
#include "shared/model/Role.h"

#include <QLocale>
#include <QTest>

class tst_Language : public QObject
{
    Q_OBJECT

private slots:
    void speaksGerman();
};

void tst_Language::speaksGerman()
{
    QCOMPARE(postern::roleLabel(postern::Role::Admin), QStringLiteral("System Administrator"));
    postern::speak(QStringLiteral("xx"));
    QCOMPARE(postern::roleLabel(postern::Role::Admin), QStringLiteral("System Administrator"));
    postern::speak(QStringLiteral("de"));
    QCOMPARE(postern::roleLabel(postern::Role::Admin), QStringLiteral("Systemadministrator"));
    QCOMPARE(QLocale().language(), QLocale::German);
}

QTEST_GUILESS_MAIN(tst_Language)
#include "tst_Language.moc"
