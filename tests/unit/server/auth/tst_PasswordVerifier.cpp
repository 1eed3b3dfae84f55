// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/PasswordVerifier.h"
#include "server/auth/SealedCredential.h"

#include <QTest>

using namespace postern;
using namespace postern::auth;

class tst_PasswordVerifier : public QObject
{
    Q_OBJECT

private slots:
    void theExampleOfRfc7677();
    void rightAndWrong();
    void saslPrepEquivalents_data();
    void saslPrepEquivalents();
    void refusesPasswords_data();
    void refusesPasswords();
    void aBrokenPasswordCostsTheSame();
    void unknownNamesLookReal();
    void saltsDiffer();
    void sealedCredential();
};

void tst_PasswordVerifier::theExampleOfRfc7677()
{
    // RFC 7677 3: user "user", password "pencil"; StoredKey computed apart with Python's hashlib.
    ScramVerifier verifier;
    verifier.iterations = 4096;
    verifier.salt = QByteArray::fromBase64("W22ZaJ0SNY7soEsUEjb6gQ==");
    verifier.storedKey = QByteArray::fromBase64("WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=");
    QVERIFY(PasswordVerifier::check(verifier, "pencil").isMatch);
    QVERIFY(!PasswordVerifier::check(verifier, "pencils").isMatch);
}

void tst_PasswordVerifier::rightAndWrong()
{
    const auto verifier = PasswordVerifier::make(u"open sesame 42"_qs, 100);
    QVERIFY(verifier.ok());
    QCOMPARE(verifier->salt.size(), 16);
    QCOMPARE(verifier->storedKey.size(), 32);
    QCOMPARE(verifier->serverKey.size(), 32);
    QVERIFY(PasswordVerifier::check(*verifier, "open sesame 42").isMatch);
    for (const char *wrong : {"", "open sesame 4", "open sesame 422", "Open sesame 42", " "})
        QVERIFY(!PasswordVerifier::check(*verifier, wrong).isMatch);
    ScramVerifier truncated = *verifier;
    truncated.storedKey.clear();
    QVERIFY(!PasswordVerifier::check(truncated, "open sesame 42").isMatch);
}

void tst_PasswordVerifier::saslPrepEquivalents_data()
{
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("sent");
    // RFC 4013 3
    QTest::newRow("soft hyphen") << u"I\u00adX"_qs << u"IX"_qs;
    QTest::newRow("feminine ordinal") << u"\u00aa"_qs << u"a"_qs;
    QTest::newRow("Roman nine") << u"\u2168"_qs << u"IX"_qs;
    QTest::newRow("composed") << u"\u00fc"_qs << u"u\u0308"_qs;
    QTest::newRow("newer than Unicode 3.2") << u"\U0001f511\u0378"_qs << u"\U0001f511\u0378"_qs;
    QTest::newRow("wide blank") << u"a\u2003b"_qs << u"a b"_qs;
}

void tst_PasswordVerifier::saslPrepEquivalents()
{
    QFETCH(QString, stored);
    QFETCH(QString, sent);
    QVERIFY(PasswordVerifier::check(*PasswordVerifier::make(stored, 10), sent.toUtf8()).isMatch);
    QVERIFY(PasswordVerifier::check(*PasswordVerifier::make(sent, 10), stored.toUtf8()).isMatch);
}

void tst_PasswordVerifier::refusesPasswords_data()
{
    QTest::addColumn<QString>("password");
    QTest::newRow("empty") << QString();
    QTest::newRow("becomes empty") << u"\u00ad"_qs;
    QTest::newRow("control") << u"a\u0007b"_qs;
    QTest::newRow("NUL") << QString(QChar(0));
    QTest::newRow("mixed direction") << u"\u0627"
                                        u"1"_qs;
}

void tst_PasswordVerifier::refusesPasswords()
{
    QFETCH(QString, password);
    const auto verifier = PasswordVerifier::make(password, 10);
    QVERIFY(!verifier.ok());
    QCOMPARE(verifier.error().kind, ErrorKind::Invalid);
    QCOMPARE(verifier.error().field, u"password"_qs);
}

void tst_PasswordVerifier::aBrokenPasswordCostsTheSame()
{
    const auto verifier = PasswordVerifier::make(u"open sesame 42"_qs, 77);
    for (const QByteArray &broken :
         {QByteArray("\xff\xfe"), QByteArray("a\x01"), QByteArray("a\0b", 3), QByteArray()}) {
        const auto check = PasswordVerifier::check(*verifier, broken);
        QVERIFY(!check.isMatch);
        QCOMPARE(check.iterations, 77);
    }
}

void tst_PasswordVerifier::unknownNamesLookReal()
{
    const SecretKey key = SecretKey::generate();
    int chosen = 0;
    for (int i = 0; i < 100; ++i) {
        const QString login = QStringLiteral("user%1").arg(i);
        const ScramVerifier verifier = PasswordVerifier::forUnknown(login, key);
        const ScramVerifier again = PasswordVerifier::forUnknown(login, key);
        QCOMPARE(verifier.salt, again.salt);
        QCOMPARE(verifier.iterations, again.iterations);
        QCOMPARE(verifier.salt.size(), 16);
        QCOMPARE(verifier.storedKey.size(), 32);
        QVERIFY(verifier.iterations == PasswordVerifier::chosenIterations
                || verifier.iterations == PasswordVerifier::madeIterations);
        chosen += verifier.iterations == PasswordVerifier::chosenIterations ? 1 : 0;
        QVERIFY(PasswordVerifier::forUnknown(login, SecretKey::generate()).salt != verifier.salt);
    }
    QVERIFY(chosen > 0 && chosen < 100);
}

void tst_PasswordVerifier::saltsDiffer()
{
    const auto one = PasswordVerifier::make(u"same"_qs, 10);
    const auto two = PasswordVerifier::make(u"same"_qs, 10);
    QVERIFY(one->salt != two->salt);
    QVERIFY(one->storedKey != two->storedKey);
}

void tst_PasswordVerifier::sealedCredential()
{
    const SecretKey key = SecretKey::generate();
    const auto row =
        SealedCredential::make(u"mary"_qs, u"mary/printer"_qs, u"open sesame"_qs, 10, key);
    QVERIFY(row.ok());
    QCOMPARE(row->user, u"mary"_qs);
    QCOMPARE(row->login, u"mary/printer"_qs);
    QCOMPARE(row->iterations, 10);
    const auto verifier = SealedCredential::open(*row, key);
    QVERIFY(verifier.ok());
    QVERIFY(!row->storedKeySealed.contains(verifier->storedKey));
    QVERIFY(!row->serverKeySealed.contains(verifier->serverKey));
    QVERIFY(PasswordVerifier::check(*verifier, "open sesame").isMatch);
    QVERIFY(!SealedCredential::open(*row, SecretKey::generate()).ok());
    QVERIFY(!SealedCredential::make(u"m"_qs, u"m"_qs, QString(), 10, key).ok());
}

QTEST_APPLESS_MAIN(tst_PasswordVerifier)
#include "tst_PasswordVerifier.moc"
