// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/PairingLink.h"

#include "app/connection/Fingerprint.h"

#include <QCoreApplication>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace postern
{

namespace
{

constexpr quint16 defaultControlPort = 2600;
constexpr qsizetype maxLinkLength = 2048;
constexpr qsizetype maxCodeLength = 256;

class PairingLinkTexts
{
    Q_DECLARE_TR_FUNCTIONS(PairingLink)
};

Error wrongLink(const QString &text)
{
    return Error{ErrorKind::Invalid, text, QStringLiteral("link")};
}

QString withoutBlanks(QStringView text)
{
    QString packed;
    packed.reserve(text.size());
    for (const QChar c : text) {
        if (!c.isSpace())
            packed.append(c);
    }
    return packed;
}

bool isCode(const QString &code)
{
    const auto isCodeCharacter = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
               || c == u'-' || c == u'_';
    };
    return !code.isEmpty() && code.size() <= maxCodeLength
           && std::all_of(code.cbegin(), code.cend(), isCodeCharacter);
}

Result<QUrl> parseUrl(const QString &packed)
{
    if (packed.isEmpty())
        return wrongLink(
            PairingLinkTexts::tr("Paste the link that \"posternctl pair\" printed on the server."));
    if (!packed.startsWith(QLatin1String("postern://"), Qt::CaseInsensitive)) {
        return wrongLink(PairingLinkTexts::tr(
            "A pairing link begins with postern://; \"posternctl pair\" prints it "
            "on the server."));
    }
    if (packed.size() > maxLinkLength)
        return wrongLink(
            PairingLinkTexts::tr("This is too long for a pairing link; copy the link alone."));
    const QUrl url(packed, QUrl::StrictMode);
    if (!url.isValid())
        return wrongLink(PairingLinkTexts::tr(
            "This is not a pairing link as it was printed; copy the whole line again."));
    if (url.host().isEmpty())
        return wrongLink(PairingLinkTexts::tr(
            "The link names no server: after postern:// the host is missing."));
    if (url.port(defaultControlPort) == 0)
        return wrongLink(PairingLinkTexts::tr(
            "The link's port is 0; the control port is 2600 if nothing else was "
            "configured."));
    return url;
}

} // namespace

Result<PairingLink> PairingLink::parse(QStringView text)
{
    const Result<QUrl> url = parseUrl(withoutBlanks(text));
    if (!url)
        return url.error();

    const QUrlQuery parts(url->fragment());
    const QString hex = parts.queryItemValue(QStringLiteral("sha256"));
    if (hex.isEmpty())
        return wrongLink(
            PairingLinkTexts::tr("The link's fingerprint is missing (#sha256=...); copy the whole "
                                 "line."));
    const Result<QByteArray> fingerprint = parseFingerprint(hex);
    if (!fingerprint)
        return wrongLink(PairingLinkTexts::tr(
            "The link's fingerprint is not 64 hexadecimal digits; copy the whole "
            "line."));
    const QString code = parts.queryItemValue(QStringLiteral("code"));
    if (code.isEmpty())
        return wrongLink(
            PairingLinkTexts::tr("The link's one-time code is missing (code=...); copy the whole "
                                 "line."));
    if (!isCode(code))
        return wrongLink(PairingLinkTexts::tr(
            "The link's one-time code has characters that no code has; copy the "
            "line again."));

    PairingLink link;
    link.host = url->host();
    link.port = static_cast<quint16>(url->port(defaultControlPort));
    link.fingerprint = fingerprint.value();
    link.code = code;
    return link;
}

QString PairingLink::toString() const
{
    const QString hostPart = host.contains(u':') ? QStringLiteral("[%1]").arg(host) : host;
    return QStringLiteral("postern://%1:%2/#sha256=%3&code=%4")
        .arg(hostPart, QString::number(port), QString::fromLatin1(fingerprint.toHex()), code);
}

} // namespace postern
