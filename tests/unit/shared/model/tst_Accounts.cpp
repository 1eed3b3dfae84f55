// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/Accounts.h"
#include "tests/support/GoldenText.h"

#include <QTest>

using namespace postern;

/// Names and passwords of administrators and SMTP users.
class tst_Accounts : public QObject
{
    Q_OBJECT

private slots:
    void names();
    void nameHasAtMost64();
    void passwords();
    void passwordIsMeasuredInBytesAtTheTop();
    void passwordIsMeasuredInCharactersAtTheBottom();
    void refusals();
    void aPasswordIsNeverRepeated();
};

void tst_Accounts::names()
{
    for (const QStringView name :
         {u"a", u"Mary", u"printer-2", u"web_1", u"a.b+c@example.com", u"0", u"-", u"..", u"@"})
        QVERIFY2(validateAccountName(name).ok(), qPrintable(name.toString()));
}

void tst_Accounts::nameHasAtMost64()
{
    QVERIFY(validateAccountName(QString(64, u'a')).ok());
    QVERIFY(!validateAccountName(QString(65, u'a')).ok());
}

void tst_Accounts::passwords()
{
    for (const QStringView password : {u"0123456789", u"open sesame", u"gr\u00fcne Wiese 12",
                                       u"          ", u"%1 \"' \\ <> \u20ac"})
        QVERIFY2(validatePassword(password).ok(), qPrintable(password.toString()));
}

void tst_Accounts::passwordIsMeasuredInBytesAtTheTop()
{
    QVERIFY(validatePassword(QString(1000, u'a')).ok());
    QVERIFY(!validatePassword(QString(1001, u'a')).ok());
    QVERIFY(validatePassword(QString(500, u'\u00fc')).ok());
    QVERIFY(!validatePassword(QString(501, u'\u00fc')).ok());
    QVERIFY(!validatePassword(QString(10'000'000, u'a')).ok());
}

void tst_Accounts::passwordIsMeasuredInCharactersAtTheBottom()
{
    const QString key = QStringLiteral("\U0001f511");
    QVERIFY(!validatePassword(key.repeated(9)).ok());
    QVERIFY(validatePassword(key.repeated(10)).ok());
}

void tst_Accounts::refusals()
{
    test::GoldenText golden(QStringLiteral("model/accounts.ref"));
    for (const QString &name :
         {QString(), QString(65, u'a'), QStringLiteral("a b"), QStringLiteral("a\tb"),
          QStringLiteral("a\nb"), QStringLiteral("a/b"), QStringLiteral("a%1b"),
          QStringLiteral("a\"b"), QStringLiteral("m\u00fcller"), QStringLiteral("a\u202eb"),
          QStringLiteral("a\U0001f511"), QString(QChar(char16_t(0xd83d)))}) {
        const Result<void> result = validateAccountName(name);
        QVERIFY2(!result.ok(), qPrintable(name));
        QCOMPARE(result.error().kind, ErrorKind::Invalid);
        QCOMPARE(result.error().field, QStringLiteral("name"));
        golden.add(result.error().text);
    }
    for (const QString &password : {QString(), QStringLiteral("123456789"), QString(1001, u'a'),
                                    QStringLiteral("12345678\t9"), QStringLiteral("12345678\n9"),
                                    QString(10, QChar(u'\0'))}) {
        const Result<void> result = validatePassword(password);
        QVERIFY2(!result.ok(), qPrintable(password));
        QCOMPARE(result.error().kind, ErrorKind::Invalid);
        QCOMPARE(result.error().field, QStringLiteral("password"));
        golden.add(result.error().text);
    }
    QCOMPARE(golden.difference(), QString());
}

void tst_Accounts::aPasswordIsNeverRepeated()
{
    const QString secret = QStringLiteral("hunter2");
    for (const QString &password :
         {secret, secret + QStringLiteral("\n1234"), secret.repeated(200)}) {
        const Result<void> result = validatePassword(password);
        QVERIFY(!result.ok());
        QVERIFY(!result.error().text.contains(secret));
    }
}

QTEST_APPLESS_MAIN(tst_Accounts)
#include "tst_Accounts.moc"
