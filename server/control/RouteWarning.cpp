// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/RouteWarning.h"

#include "server/control/PeerAddress.h"

#include <QHostInfo>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <memory>

namespace postern::control
{

namespace
{

constexpr int lookupMs = 2000;

QString whoseMail(const Route &route)
{
    return route.domain == QLatin1String("default")
               ? QStringLiteral("Mail for every domain without a route of its own")
               : QStringLiteral("Mail for %1").arg(route.domain);
}

QString leavesSentence(const Route &route)
{
    if (route.tls == RouteTls::May) {
        return QStringLiteral("%1 travels to %2 outside private networks, encrypted only if %2 "
                              "offers it: demand encryption (encrypt, verify), lest anyone on the "
                              "way can read and change it.")
            .arg(whoseMail(route), route.host);
    }
    return QStringLiteral("%1 will travel to %2 without encryption and outside private networks: "
                          "anyone on the way can read and change it.")
        .arg(whoseMail(route), route.host);
}

QString unknownSentence(const Route &route)
{
    if (route.tls == RouteTls::May) {
        return QStringLiteral("%1 travels to %2 encrypted only if %2 offers it, and %2 could not "
                              "be looked up just now: if it is not in a private network, demand "
                              "encryption (encrypt, verify).")
            .arg(whoseMail(route), route.host);
    }
    return QStringLiteral("%1 will travel to %2 without encryption, and %2 could not be looked up "
                          "just now: if it is not in a private network, anyone on the way can read "
                          "and change the mail.")
        .arg(whoseMail(route), route.host);
}

QStringList judge(const Route &route, const QList<QHostAddress> &addresses)
{
    if (addresses.isEmpty())
        return {unknownSentence(route)};
    const bool isPrivate =
        std::all_of(addresses.begin(), addresses.end(),
                    [](const QHostAddress &address) { return ipAddressOf(address).isPrivate(); });
    return isPrivate ? QStringList() : QStringList{leavesSentence(route)};
}

} // namespace

void RouteWarning::find(const Route &route, QObject *receiver,
                        std::function<void(const QStringList &)> done)
{
    if (!route.isSmtp() || route.tls == RouteTls::Encrypt || route.tls == RouteTls::Verify) {
        done({});
        return;
    }
    const Result<IpAddress> literal = IpAddress::parse(route.host);
    if (literal.ok()) {
        done(literal->isPrivate() ? QStringList() : QStringList{leavesSentence(route)});
        return;
    }
    // Whichever comes first, the answer or the end of patience; the other finds it done.
    auto once = std::make_shared<std::function<void(const QStringList &)>>(std::move(done));
    const auto finish = [once](const QStringList &warnings) {
        if (const auto call = std::exchange(*once, nullptr))
            call(warnings);
    };
    QHostInfo::lookupHost(route.host, receiver, [route, finish](const QHostInfo &info) {
        finish(judge(route, info.addresses()));
    });
    QTimer::singleShot(lookupMs, receiver, [route, finish] { finish(judge(route, {})); });
}

} // namespace postern::control
