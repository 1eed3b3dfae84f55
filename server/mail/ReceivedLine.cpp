// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/mail/ReceivedLine.h"

#include <QDateTime>
#include <QLocale>

namespace postern::mail
{

namespace
{

// RFC 5321 4.5.3.1.2; also keeps the line below 998 octets (RFC 5322 2.1.1).
constexpr qsizetype maxNameLength = 255;

bool isNameByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
           || c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
}

QByteArray safeName(const QByteArray &said)
{
    QByteArray name = said.left(maxNameLength);
    for (char &c : name) {
        if (!isNameByte(c))
            c = '?';
    }
    return name.isEmpty() ? QByteArrayLiteral("unknown") : name;
}

QByteArray literal(const IpAddress &address)
{
    const QByteArray text = address.toString().toLatin1();
    return address.isV4() ? '[' + text + ']' : "[IPv6:" + text + ']';
}

QByteArray date(qint64 utcMs)
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC);
    return QLocale::c().toString(when, u"ddd, d MMM yyyy hh:mm:ss").toLatin1() + " +0000";
}

} // namespace

QByteArray ReceivedLine::protocol() const
{
    // RFC 3848 has names for the extended protocol only.
    if (!isExtended)
        return QByteArrayLiteral("SMTP");
    QByteArray name = QByteArrayLiteral("ESMTP");
    if (isEncrypted)
        name += 'S';
    if (isAuthenticated)
        name += 'A';
    return name;
}

QByteArray ReceivedLine::toByteArray(qint64 utcMs) const
{
    QByteArray line = "Received: from " + safeName(helo) + " (" + literal(client) + ")\r\n\tby "
                      + safeName(hostname) + " (Postern) with " + protocol() + " id "
                      + safeName(queueId.toLatin1());
    if (!recipient.isNull())
        line += "\r\n\tfor <" + recipient.toByteArray() + '>';
    return line + ";\r\n\t" + date(utcMs) + "\r\n";
}

} // namespace postern::mail
