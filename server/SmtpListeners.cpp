// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/SmtpListeners.h"

namespace postern
{

namespace
{

net::ListenerTls listenerTls(const QString &name)
{
    if (name == u"implicit")
        return net::ListenerTls::Implicit;
    return name == u"none" ? net::ListenerTls::None : net::ListenerTls::StartTls;
}

} // namespace

QList<net::ListenerContextPtr> listenerContexts(const config::ServerConfig &config,
                                                const std::shared_ptr<net::TlsContext> &tls)
{
    QList<net::ListenerContextPtr> contexts;
    for (const config::ListenerConfig &listener : config.listeners) {
        auto context = std::make_shared<net::ListenerContext>();
        context->name = listener.name;
        context->role = listener.role == u"submission" ? policy::ListenerRole::Submission
                                                       : policy::ListenerRole::Relay;
        context->tls = listenerTls(listener.tls);
        context->isAuthWithoutTls = listener.isAuthWithoutTls;
        if (context->tls != net::ListenerTls::None)
            context->tlsContext = tls;
        contexts.append(std::move(context));
    }
    return contexts;
}

QList<net::SmtpListenAddress> smtpListenAddresses(const config::ServerConfig &config,
                                                  const std::shared_ptr<net::TlsContext> &tls)
{
    QList<net::SmtpListenAddress> addresses;
    const QList<net::ListenerContextPtr> contexts = listenerContexts(config, tls);
    for (qsizetype i = 0; i < contexts.size(); ++i) {
        const config::ListenAddress &address = config.listeners.at(i).address;
        addresses.append({address.address, address.port, contexts.at(i)});
    }
    return addresses;
}

} // namespace postern
