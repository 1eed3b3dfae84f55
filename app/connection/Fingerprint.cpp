// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/Fingerprint.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslKey>
#include <QStringList>

#include <algorithm>

namespace postern
{

namespace
{

constexpr qsizetype fingerprintBytes = 32;
constexpr qsizetype groupDigits = 8;

class FingerprintTexts
{
    Q_DECLARE_TR_FUNCTIONS(Fingerprint)
};

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

} // namespace

QByteArray fingerprintOf(const QSslCertificate &certificate)
{
    const QByteArray publicKey = certificate.publicKey().toDer();
    if (publicKey.isEmpty())
        return {};
    return QCryptographicHash::hash(publicKey, QCryptographicHash::Sha256);
}

QString fingerprintText(const QByteArray &fingerprint)
{
    const QString hex = QString::fromLatin1(fingerprint.toHex());
    QStringList groups;
    for (qsizetype at = 0; at < hex.size(); at += groupDigits)
        groups.append(hex.mid(at, groupDigits));
    return groups.join(u' ');
}

QString fingerprintTail(const QByteArray &fingerprint)
{
    return QString::fromLatin1(fingerprint.toHex()).right(groupDigits);
}

Result<QByteArray> parseFingerprint(QStringView text)
{
    QString digits;
    for (const QChar c : text) {
        if (!c.isSpace() && c != u':')
            digits.append(c);
    }
    if (digits.size() != 2 * fingerprintBytes
        || !std::all_of(digits.cbegin(), digits.cend(), isHexDigit)) {
        return Error{ErrorKind::Invalid,
                     FingerprintTexts::tr("A fingerprint is 64 hexadecimal digits, as "
                                          "\"posternctl status\" shows it on the server."),
                     QStringLiteral("fingerprint")};
    }
    return QByteArray::fromHex(digits.toLatin1());
}

} // namespace postern
