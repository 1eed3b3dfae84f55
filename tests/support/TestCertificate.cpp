// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestCertificate.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace postern::test
{

namespace
{

QByteArray openssl(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitCode() != 0) {
        qWarning() << "openssl" << arguments << process.readAllStandardError();
        return {};
    }
    return process.readAllStandardOutput();
}

TestCertificate certify(const QByteArray &keyPem, const QString &name)
{
    const QTemporaryDir folder;
    const QString keyPath = folder.filePath(QStringLiteral("key.pem"));
    QFile file(keyPath);
    if (!file.open(QIODevice::WriteOnly))
        return TestCertificate();
    file.write(keyPem);
    file.close();
    const QByteArray certificatePem =
        openssl({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-key"), keyPath,
                 QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                 QStringLiteral("/CN=") + name});
    return {QSslCertificate(certificatePem), QSslKey(keyPem, QSsl::Ec)};
}

} // namespace

TestCertificate TestCertificate::make(const QString &name)
{
    return certify(
        openssl({QStringLiteral("genpkey"), QStringLiteral("-algorithm"), QStringLiteral("EC"),
                 QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256")}),
        name);
}

TestCertificate TestCertificate::renewed() const
{
    return certify(key.toPem(), certificate.subjectInfo(QSslCertificate::CommonName).value(0));
}

QByteArray TestCertificate::fingerprint() const
{
    const QByteArray publicKey = openssl({QStringLiteral("pkey"), QStringLiteral("-pubout"),
                                          QStringLiteral("-outform"), QStringLiteral("DER")},
                                         key.toPem());
    return openssl({QStringLiteral("dgst"), QStringLiteral("-sha256"), QStringLiteral("-binary")},
                   publicKey);
}

} // namespace postern::test
