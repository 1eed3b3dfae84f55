// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/SecretKey.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using postern::ErrorKind;
using postern::auth::SecretKey;

class tst_SecretKey : public QObject
{
    Q_OBJECT

private slots:
    void isMadeOnceWithMode0600();
    void sealsAndOpens();
    void anotherKeyDoesNotOpen();
    void aChangedByteDoesNotOpen();
    void derivesByPurposeAndData();
    void refusesAReadableFile();
    void refusesAFileThatIsNoKey();
    void tellsOfAMissingFolder();
};

void tst_SecretKey::isMadeOnceWithMode0600()
{
    QTemporaryDir folder;
    const auto key = SecretKey::loadOrCreate(folder.path());
    QVERIFY(key.ok());
    const QFile file(folder.filePath(QStringLiteral("secret.key")));
    QCOMPARE(file.size(), 32);
    QCOMPARE(file.permissions()
                 & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther
                    | QFile::ExeOwner),
             QFile::Permissions());
    // Nothing else was left behind, and a second start takes the same key.
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    const auto again = SecretKey::loadOrCreate(folder.path());
    QVERIFY(again.ok());
    QCOMPARE(*again->open(key->seal("secret")), QByteArray("secret"));
}

void tst_SecretKey::sealsAndOpens()
{
    const SecretKey key = SecretKey::generate();
    for (const QByteArray &plain : {QByteArray(), QByteArray("x"), QByteArray(10000, '\0')})
        QCOMPARE(*key.open(key.seal(plain)), plain);
    QVERIFY(key.seal("same") != key.seal("same"));
    QVERIFY(!key.seal("visible").contains("visible"));
}

void tst_SecretKey::anotherKeyDoesNotOpen()
{
    const auto opened = SecretKey::generate().open(SecretKey::generate().seal("secret"));
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().kind, ErrorKind::Invalid);
}

void tst_SecretKey::aChangedByteDoesNotOpen()
{
    const SecretKey key = SecretKey::generate();
    const QByteArray sealedBytes = key.seal("secret");
    for (qsizetype i = 0; i < sealedBytes.size(); ++i) {
        QByteArray changed = sealedBytes;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        QVERIFY(!key.open(changed).ok());
        QVERIFY(!key.open(sealedBytes.left(i)).ok());
    }
}

void tst_SecretKey::derivesByPurposeAndData()
{
    const SecretKey key = SecretKey::generate();
    QCOMPARE(key.derive("a", "b"), key.derive("a", "b"));
    QCOMPARE(key.derive("a", "b").size(), 32);
    QVERIFY(key.derive("a", "b") != key.derive("ab", ""));
    QVERIFY(key.derive("a", "b") != key.derive("a", "c"));
    QVERIFY(key.derive("a", "b") != SecretKey::generate().derive("a", "b"));
}

void tst_SecretKey::refusesAReadableFile()
{
    QTemporaryDir folder;
    QVERIFY(SecretKey::loadOrCreate(folder.path()).ok());
    QFile file(folder.filePath(QStringLiteral("secret.key")));
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    const auto key = SecretKey::loadOrCreate(folder.path());
    QVERIFY(!key.ok());
    QCOMPARE(key.error().kind, ErrorKind::Refused);
    QVERIFY(key.error().text.contains(QStringLiteral("0600")));
}

void tst_SecretKey::refusesAFileThatIsNoKey()
{
    for (const int size : {0, 31, 33}) {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("secret.key")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(size, 'k'));
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        const auto key = SecretKey::loadOrCreate(folder.path());
        QVERIFY(!key.ok());
        QCOMPARE(key.error().kind, ErrorKind::Invalid);
        // It may be the only way to what is sealed: it is never overwritten.
        QCOMPARE(file.size(), size);
    }
}

void tst_SecretKey::tellsOfAMissingFolder()
{
    QTemporaryDir folder;
    const auto key = SecretKey::loadOrCreate(folder.filePath(QStringLiteral("absent")));
    QVERIFY(!key.ok());
    QCOMPARE(key.error().kind, ErrorKind::Unavailable);
    QVERIFY(key.error().text.contains(QStringLiteral("secret.key")));
}

QTEST_APPLESS_MAIN(tst_SecretKey)
#include "tst_SecretKey.moc"
