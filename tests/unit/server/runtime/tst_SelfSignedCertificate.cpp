// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/runtime/SelfSignedCertificate.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace postern;
using namespace postern::runtime;

class tst_SelfSignedCertificate : public QObject
{
    Q_OBJECT

private slots:
    void makesAKeyThatOnlyItsOwnerReads();
    void keepsWhatIsThere();
    void keepsTheKeyWhenTheCertificateIsGone();
    void makesAgainWhatAKillLeftHalf();
    void takesAnyHostname();
    void saysWhenTheFolderCannotBeWritten();
    void fingerprintIsThatOfOpenssl();
};

void tst_SelfSignedCertificate::makesAKeyThatOnlyItsOwnerReads()
{
    const QTemporaryDir folder;
    const auto files = ensureSelfSigned(folder.path(), QStringLiteral("mx.example.com"));
    QVERIFY(files.ok());
    const auto owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser
                       | QFileDevice::WriteUser;
    QCOMPARE(QFile::permissions(files.value().key), owner);
    QVERIFY(QFile::exists(files.value().certificate));
}

void tst_SelfSignedCertificate::keepsWhatIsThere()
{
    const QTemporaryDir folder;
    const auto first = ensureSelfSigned(folder.path(), QStringLiteral("a.example"));
    const QByteArray fingerprint = publicKeyFingerprint(first.value().certificate).value();
    QVERIFY(ensureSelfSigned(folder.path(), QStringLiteral("b.example")).ok());
    QCOMPARE(publicKeyFingerprint(first.value().certificate).value(), fingerprint);
}

void tst_SelfSignedCertificate::keepsTheKeyWhenTheCertificateIsGone()
{
    const QTemporaryDir folder;
    const auto files = ensureSelfSigned(folder.path(), QStringLiteral("a.example"));
    const QByteArray fingerprint = publicKeyFingerprint(files.value().certificate).value();
    QVERIFY(QFile::remove(files.value().certificate));
    QVERIFY(ensureSelfSigned(folder.path(), QStringLiteral("a.example")).ok());
    QCOMPARE(publicKeyFingerprint(files.value().certificate).value(), fingerprint);
}

void tst_SelfSignedCertificate::makesAgainWhatAKillLeftHalf()
{
    const QTemporaryDir folder;
    for (const char *name : {"server.key", "server.crt"}) {
        QFile half(folder.filePath(QString::fromLatin1(name)));
        QVERIFY(half.open(QIODevice::WriteOnly));
        half.write("-----BEGIN");
    }
    const auto files = ensureSelfSigned(folder.path(), QStringLiteral("a.example"));
    QVERIFY(files.ok());
    QVERIFY(publicKeyFingerprint(files.value().certificate).ok());
}

void tst_SelfSignedCertificate::takesAnyHostname()
{
    for (const QString &name : {QString(), QStringLiteral("a b,DNS:evil.example"),
                                QString(300, u'x'), QStringLiteral("mü.example")}) {
        const QTemporaryDir folder;
        QVERIFY(ensureSelfSigned(folder.path(), name).ok());
    }
}

void tst_SelfSignedCertificate::saysWhenTheFolderCannotBeWritten()
{
    const auto files = ensureSelfSigned(QStringLiteral("/no/such/folder"), QStringLiteral("a"));
    QVERIFY(!files.ok());
    QVERIFY(files.error().text.contains(QStringLiteral("/no/such/folder/server.key")));
    QVERIFY(!publicKeyFingerprint(QStringLiteral("/no/such/file")).ok());
}

void tst_SelfSignedCertificate::fingerprintIsThatOfOpenssl()
{
    const QTemporaryDir folder;
    const auto files = ensureSelfSigned(folder.path(), QStringLiteral("a.example"));
    QProcess openssl;
    openssl.start(QStringLiteral("sh"),
                  {QStringLiteral("-c"),
                   QStringLiteral("openssl x509 -in %1 -noout -pubkey | openssl pkey -pubin "
                                  "-outform der | openssl dgst -sha256 -r | cut -c1-64")
                       .arg(files.value().certificate)});
    QVERIFY(openssl.waitForFinished());
    const QByteArray expected = openssl.readAllStandardOutput().trimmed();
    QCOMPARE(expected.size(), 64);
    QCOMPARE(publicKeyFingerprint(files.value().certificate).value(), expected);
}

QTEST_GUILESS_MAIN(tst_SelfSignedCertificate)
#include "tst_SelfSignedCertificate.moc"
