// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/PairingHost.h"

#include "server/control/PeerAddress.h"
#include "shared/ErrorCode.h"
#include "shared/model/AcceptedDomain.h"

namespace postern::control
{

namespace
{

Error badHost(const QString &text)
{
    return {
        ErrorKind::Invalid,
        QStringLiteral("\"%1\" is not a host; write a name or an address, with :PORT behind it "
                       "if it is not 2600: mail.example.com, 192.0.2.1:2600, [2001:db8::1]:2600.")
            .arg(text.left(255)),
        QStringLiteral("host"),
        withCode(ErrorCode::BadHost, {{QStringLiteral("host"), text.left(255)}})};
}

bool isAny(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::AnyIPv4)
           || address == QHostAddress(QHostAddress::Any)
           || address == QHostAddress(QHostAddress::AnyIPv6);
}

bool reaches(const ControlAddress &listening, const QString &host)
{
    const Result<IpAddress> literal = IpAddress::parse(host);
    if (literal.ok()) {
        const QAbstractSocket::NetworkLayerProtocol family = listening.address.protocol();
        const bool isSameFamily = family == QAbstractSocket::AnyIPProtocol
                                  || literal->isV4() == (family == QAbstractSocket::IPv4Protocol);
        return isAny(listening.address) ? isSameFamily : ipAddressOf(listening.address) == *literal;
    }
    const bool isLoopback =
        !isAny(listening.address) && ipAddressOf(listening.address).isLoopback();
    // What another name stands for is the business of whoever resolves it, but never loopback.
    return host == QLatin1String("localhost") ? isLoopback || isAny(listening.address)
                                              : !isLoopback;
}

} // namespace

Result<PairingHost> PairingHost::parse(const QString &text)
{
    PairingHost result;
    QString port;
    if (text.startsWith(QLatin1Char('['))) {
        const qsizetype end = text.indexOf(QLatin1Char(']'));
        const QString rest = text.mid(end + 1);
        if (end < 0 || (!rest.isEmpty() && !rest.startsWith(QLatin1Char(':'))))
            return badHost(text);
        result.host = text.mid(1, end - 1);
        port = rest.mid(1);
    } else if (text.count(QLatin1Char(':')) == 1) {
        result.host = text.section(QLatin1Char(':'), 0, 0);
        port = text.section(QLatin1Char(':'), 1);
    } else {
        result.host = text;
    }
    result.hasPort = !port.isEmpty();
    if (result.hasPort) {
        bool isNumber = false;
        result.port = port.toUShort(&isNumber);
        if (!isNumber || result.port == 0)
            return badHost(text);
    }
    if (const Result<IpAddress> address = IpAddress::parse(result.host); address.ok())
        result.host = address->toString();
    else if (const Result<QString> name = canonicalDomain(result.host); name.ok())
        result.host = *name;
    else if (result.host != QLatin1String("localhost"))
        return badHost(text);
    return result;
}

Result<void> checkListening(const QString &host, quint16 port,
                            const QList<ControlAddress> &addresses,
                            const QString &configurationFile)
{
    QStringList places;
    for (const ControlAddress &address : addresses) {
        if (address.port == port && reaches(address, host))
            return {};
        places.append(endpointText(address.address, address.port));
    }
    const QString file =
        configurationFile.isEmpty() ? QStringLiteral("the configuration file") : configurationFile;
    const bool isV6 = host.contains(QLatin1Char(':'));
    const QString any = IpAddress::parse(host).ok() ? host : QStringLiteral("0.0.0.0");
    const QString wanted =
        QStringLiteral("%1:%2").arg(isV6 ? QStringLiteral("[%1]").arg(host) : any).arg(port);
    const QString listening = places.join(QLatin1String(", "));
    return Error{ErrorKind::Refused,
                 QStringLiteral("The control port listens on %1 only. Set [control] listen = "
                                "\"%2\" in %3.")
                     .arg(listening, wanted, file),
                 QStringLiteral("host"),
                 withCode(ErrorCode::NotListening, {{QStringLiteral("listening"), listening},
                                                    {QStringLiteral("wanted"), wanted},
                                                    {QStringLiteral("file"), configurationFile}})};
}

} // namespace postern::control
