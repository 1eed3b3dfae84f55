// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/WhitelistEntry.h"

#include "tests/support/GoldenText.h"

#include <QTest>

using namespace postern;
using postern::test::GoldenText;

/// What can be said of one entry without the others.
class tst_WhitelistEntry : public QObject
{
    Q_OBJECT

private slots:
    void needsAService();
    void oneServiceIsEnough();
    void descriptionMayBeEmptyOrLong();
    void descriptionOf501IsRefusedNotCut();
    void descriptionIsOneLine();
    void aRangeWithoutClientsIsRefused();
    void descriptionTakesWhatPeopleWrite_data();
    void descriptionTakesWhatPeopleWrite();

private:
    static WhitelistEntry entryWith(const QString &description);
};

WhitelistEntry tst_WhitelistEntry::entryWith(const QString &description)
{
    WhitelistEntry entry;
    entry.range = AddressRange::parse(u"192.0.2.0/24").value();
    entry.services = Service::Smtp;
    entry.description = description;
    return entry;
}

void tst_WhitelistEntry::needsAService()
{
    WhitelistEntry entry = entryWith(QStringLiteral("Plant printers"));
    entry.services = {};
    const Result<void> result = validate(entry);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().kind, ErrorKind::Invalid);
    QCOMPARE(result.error().field, QStringLiteral("services"));
    QCOMPARE(result.error().text, QStringLiteral("The entry has no service. Switch on at least "
                                                 "one; without any it would do nothing."));
}

void tst_WhitelistEntry::oneServiceIsEnough()
{
    WhitelistEntry entry = entryWith({});
    for (const Service service : allServices()) {
        entry.services = service;
        QVERIFY(validate(entry).ok());
    }
}

void tst_WhitelistEntry::descriptionMayBeEmptyOrLong()
{
    QVERIFY(validate(entryWith({})).ok());
    QVERIFY(validate(entryWith(QString(500, u'x'))).ok());
}

void tst_WhitelistEntry::descriptionOf501IsRefusedNotCut()
{
    const Result<void> result = validate(entryWith(QString(501, u'x')));
    QVERIFY(!result.ok());
    QCOMPARE(result.error().field, QStringLiteral("description"));
    QCOMPARE(result.error().text,
             QStringLiteral("The description has 501 characters; at most 500 fit. Shorten it by "
                            "1."));
}

void tst_WhitelistEntry::descriptionIsOneLine()
{
    const QList<QPair<const char *, QString>> cases{
        {"line feed", QStringLiteral("a\nb")},
        {"carriage return", QStringLiteral("a\rb")},
        {"line break at the end", QStringLiteral("a\r\n")},
        {"tab", QStringLiteral("a\tb")},
        {"zero", QString(QChar(u'\0'))},
        {"escape", QStringLiteral("\x1b[31mred")},
        {"delete", QStringLiteral("a\x7f")},
        {"next line", QStringLiteral("a\u0085")},
        {"line separator", QStringLiteral("a\u2028b")},
        {"paragraph separator", QStringLiteral("a\u2029b")},
        {"right-to-left override", QStringLiteral("a\u202eb")},
        {"right-to-left isolate", QStringLiteral("a\u2067b")},
    };
    GoldenText said(QStringLiteral("model/descriptions.ref"));
    for (const auto &[name, text] : cases) {
        const Result<void> result = validate(entryWith(text));
        QVERIFY2(!result.ok(), name);
        QCOMPARE(result.error().field, QStringLiteral("description"));
        said.add(QString::fromLatin1(name) + QStringLiteral(": ") + result.error().text);
    }
    QCOMPARE(said.difference(), QString());
}

void tst_WhitelistEntry::aRangeWithoutClientsIsRefused()
{
    WhitelistEntry entry = entryWith({});
    entry.range = AddressRange::parse(u"224.0.0.0/24").value();
    const Result<void> result = validate(entry);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().field, QStringLiteral("address"));
}

void tst_WhitelistEntry::descriptionTakesWhatPeopleWrite_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("quotes") << "O'Brien \"desk\" <x> & 100% %1; DROP TABLE";
    QTest::newRow("umlauts") << QStringLiteral("B\u00fcro K\u00f6ln");
    QTest::newRow("Arabic") << QStringLiteral("\u0637\u0627\u0628\u0639\u0629");
    QTest::newRow("Hebrew with Latin") << QStringLiteral("\u05de\u05d3\u05e4\u05e1\u05ea LJ4");
    QTest::newRow("outside the first plane") << QStringLiteral("\U0001f5a8 printer");
    QTest::newRow("joined") << QStringLiteral("\U0001f468\u200d\U0001f4bb");
    QTest::newRow("hard blank") << QStringLiteral("a\u00a0b");
}

void tst_WhitelistEntry::descriptionTakesWhatPeopleWrite()
{
    QFETCH(QString, text);
    QVERIFY(validate(entryWith(text)).ok());
}

QTEST_APPLESS_MAIN(tst_WhitelistEntry)
#include "tst_WhitelistEntry.moc"
