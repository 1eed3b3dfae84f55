// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/ControlServer.h"

#include "server/control/ControlConnection.h"
#include "server/control/ControlContext.h"
#include "server/control/ControlListener.h"
#include "server/control/LocalSocket.h"
#include "server/control/MethodTable.h"
#include "server/control/PeerAddress.h"
#include "server/control/RefusalLog.h"

#include <QCryptographicHash>
#include <QLocalSocket>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>

namespace postern::control
{

namespace
{

constexpr int queueEventMs = 500;

QString fingerprintOf(const QSslCertificate &certificate)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(certificate.publicKey().toDer(), QCryptographicHash::Sha256)
            .toHex());
}

/// `::` takes IPv4 as well, as on the listeners for mail, unless an IPv4 address has its port.
bool isForBothFamilies(const ControlAddress &address, const QList<ControlAddress> &all)
{
    return address.address == QHostAddress(QHostAddress::AnyIPv6)
           && std::none_of(all.begin(), all.end(), [&address](const ControlAddress &other) {
                  return other.port == address.port && other.port != 0
                         && other.address.protocol() == QAbstractSocket::IPv4Protocol;
              });
}

} // namespace

class ControlServer::Private
{
public:
    Private(ControlServer *server, ControlSources from, ControlSetup with);

    [[nodiscard]] Result<void> listen(const ControlAddress &address);
    void renewReader();
    void refused(const IpAddress &client, const QString &why);
    void tellLeftOut();
    void add(ControlConnection *connection);
    void publish(const QString &topic, const QJsonObject &data);
    void endConnections(const QString &administrator, const QString &reason);
    [[nodiscard]] QList<ControlAddress> addresses() const;
    [[nodiscard]] QList<ControlConnection *> connections() const;

    ControlServer *q;
    ControlSources sources;
    ControlSetup setup;
    std::unique_ptr<storage::Database> database;
    UnauthenticatedSlots freeSlots;
    PasswordPool passwords;
    ControlContext context;
    MethodTable methods;
    QList<ControlListener *> listeners;
    LocalSocket *localSocket = nullptr;
    RefusalLog refusals;
    QTimer refusalSweep;
    QTimer queueEvent;
    bool hasQueueNews = false;
};

ControlServer::Private::Private(ControlServer *server, ControlSources from, ControlSetup with)
    : q(server), sources(std::move(from)), setup(std::move(with)),
      freeSlots(setup.unauthenticatedConnections, setup.unauthenticatedPerAddress),
      context{server,
              nullptr,
              sources,
              setup,
              passwords,
              [server](Topic topic) { emit server->changed(topic); },
              [this](const QString &topic, const QJsonObject &data) { publish(topic, data); },
              [this](const QString &name, const QString &reason) { endConnections(name, reason); },
              [this](const IpAddress &client, const QString &why) { refused(client, why); },
              [this] { return addresses(); },
              [server] { return server->fingerprint(); },
              [server] { server->noteQueueChanged(); },
              [this] { renewReader(); }},
      methods(context)
{
    refusalSweep.setSingleShot(true);
    refusalSweep.setInterval(std::chrono::milliseconds(RefusalLog::windowMs));
    refusalSweep.callOnTimeout(server, [this] { tellLeftOut(); });
    queueEvent.setSingleShot(true);
    queueEvent.setInterval(queueEventMs);
    queueEvent.callOnTimeout(server, [this] {
        if (std::exchange(hasQueueNews, false))
            q->noteQueueChanged();
    });
}

Result<void> ControlServer::Private::listen(const ControlAddress &address)
{
    auto *listener = new ControlListener(setup, freeSlots, q);
    if (!listener->listen(address.address, address.port)) {
        const QString why = listener->errorString();
        delete listener;
        return Error{ErrorKind::Unavailable,
                     QStringLiteral("The control port cannot listen on %1: %2.")
                         .arg(endpointText(address.address, address.port), why)};
    }
    listeners.append(listener);
    QObject::connect(listener, &ControlListener::acceptingPaused, q, [this](const QString &why) {
        emit q->warned(
            QStringLiteral("The control port takes no connection at the moment: %1.").arg(why));
    });
    QObject::connect(listener, &ControlListener::refused, q,
                     [this](const IpAddress &client, const QString &why) { refused(client, why); });
    QObject::connect(listener, &ControlListener::connected, q, [this](QSslSocket *socket) {
        add(new ControlConnection(socket, context, methods, q));
    });
    return {};
}

void ControlServer::Private::renewReader()
{
    if (database->isConnected())
        return;
    auto again = storage::Database::open(sources.database);
    if (!again.ok())
        return; // the old one answers that it is gone
    database = std::move(again).value();
    context.database = database.get();
}

void ControlServer::Private::refused(const IpAddress &client, const QString &why)
{
    const auto line = refusals.note(client, why, sources.now());
    if (line)
        emit q->consoleRefused(line->client.toString(), line->why);
    if (!refusalSweep.isActive())
        refusalSweep.start();
}

void ControlServer::Private::tellLeftOut()
{
    for (const RefusalLog::Line &line : refusals.sweep(sources.now()))
        emit q->consoleRefused(line.client.toString(), line.why);
    if (!refusals.isEmpty())
        refusalSweep.start();
}

void ControlServer::Private::add(ControlConnection *connection)
{
    QObject::connect(connection, &ControlConnection::finished, connection, &QObject::deleteLater);
}

QList<ControlConnection *> ControlServer::Private::connections() const
{
    QList<ControlConnection *> open =
        q->findChildren<ControlConnection *>(QString(), Qt::FindDirectChildrenOnly);
    open.removeIf([](const ControlConnection *connection) { return !connection->isLoggedIn(); });
    return open;
}

void ControlServer::Private::publish(const QString &topic, const QJsonObject &data)
{
    for (ControlConnection *connection : connections())
        connection->sendEvent(topic, data);
}

void ControlServer::Private::endConnections(const QString &administrator, const QString &reason)
{
    for (ControlConnection *connection : connections()) {
        if (!connection->isLocal() && connection->administrator() == administrator)
            connection->end(reason);
    }
}

QList<ControlAddress> ControlServer::Private::addresses() const
{
    QList<ControlAddress> list;
    for (const ControlListener *listener : listeners)
        list.append({listener->serverAddress(), listener->serverPort()});
    return list;
}

ControlServer::ControlServer(ControlSources sources, ControlSetup setup, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(sources), std::move(setup)))
{}

ControlServer::~ControlServer()
{
    // They use what d holds.
    qDeleteAll(findChildren<ControlConnection *>(QString(), Qt::FindDirectChildrenOnly));
    qDeleteAll(d->listeners);
    d->listeners.clear();
}

Result<void> ControlServer::start()
{
    auto database = storage::Database::open(d->sources.database);
    if (!database.ok())
        return database.error();
    d->database = std::move(database).value();
    d->context.database = d->database.get();
    d->localSocket = new LocalSocket(this);
    connect(d->localSocket, &LocalSocket::connected, this, [this](QLocalSocket *socket) {
        d->add(new ControlConnection(socket, d->context, d->methods, this));
    });
    connect(d->localSocket, &LocalSocket::refused, this, [this](qint64 uid) {
        emit warned(
            QStringLiteral("The local control socket turned away a process of user %1.").arg(uid));
    });
    if (const auto local = d->localSocket->listen(d->setup.dataDir, d->setup.runtimeDir);
        !local.ok())
        return local.error();
    for (ControlAddress address : std::as_const(d->setup.listen)) {
        if (isForBothFamilies(address, d->setup.listen))
            address.address = QHostAddress(QHostAddress::Any);
        if (const Result<void> listening = d->listen(address); !listening.ok())
            return listening.error();
    }
    return {};
}

void ControlServer::setCertificate(const QSslCertificate &certificate, const QSslKey &privateKey)
{
    d->setup.certificate = certificate;
    d->setup.privateKey = privateKey;
    for (ControlListener *listener : std::as_const(d->listeners))
        listener->setCertificate(certificate, privateKey);
}

QStringList ControlServer::addresses() const
{
    QStringList texts;
    for (const ControlAddress &address : d->addresses())
        texts.append(endpointText(address.address, address.port));
    return texts;
}

QString ControlServer::localSocketPath() const
{
    return d->localSocket == nullptr ? QString() : d->localSocket->path();
}

QString ControlServer::fingerprint() const
{
    return fingerprintOf(d->setup.certificate);
}

QList<IpAddress> ControlServer::administratorAddresses() const
{
    QList<IpAddress> clients;
    for (const ControlConnection *connection : d->connections()) {
        if (!connection->isLocal() && !clients.contains(connection->client()))
            clients.append(connection->client());
    }
    return clients;
}

void ControlServer::noteQueueChanged()
{
    // The first news goes at once, what follows within the interval goes as one at its end.
    if (d->queueEvent.isActive()) {
        d->hasQueueNews = true;
        return;
    }
    d->publish(QStringLiteral("queue.changed"), {});
    d->queueEvent.start();
}

} // namespace postern::control
