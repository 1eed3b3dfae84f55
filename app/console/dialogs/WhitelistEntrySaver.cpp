// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/WhitelistEntrySaver.h"

#include "shared/control/ValueCodec.h"

namespace postern
{

namespace
{

QJsonObject paramsOf(const WhitelistEntry &entry, const QString &confirmation)
{
    QJsonObject params{{QStringLiteral("entry"), control::toJson(entry)}};
    if (!confirmation.isEmpty())
        params.insert(QStringLiteral("confirmWide"), confirmation);
    return params;
}

Result<WhitelistEntry> entryIn(const QJsonObject &object, const QString &name)
{
    return control::fromJson<WhitelistEntry>(object.value(name).toObject(),
                                             QStringLiteral("entry"));
}

} // namespace

WhitelistEntrySaver::WhitelistEntrySaver(ServerConnection &connection, QObject *parent)
    : QObject(parent), m_connection(connection)
{}

void WhitelistEntrySaver::add(const WhitelistEntry &entry, const QString &confirmation)
{
    m_sent = entry;
    send(QStringLiteral("whitelist.add"), paramsOf(entry, confirmation), true);
}

void WhitelistEntrySaver::update(const WhitelistEntry &entry, const QString &confirmation)
{
    m_sent = entry;
    send(QStringLiteral("whitelist.update"), paramsOf(entry, confirmation), true);
}

void WhitelistEntrySaver::switchOff(const WhitelistEntry &entry)
{
    m_sent = entry;
    m_sent.enabled = false;
    send(QStringLiteral("whitelist.disable"),
         {{QStringLiteral("id"), entry.id}, {QStringLiteral("revision"), entry.revision}}, true);
}

void WhitelistEntrySaver::send(const QString &method, const QJsonObject &params, bool mayRepeat)
{
    m_connection.call(method, params, this,
                      [this, method, params, mayRepeat](const ServerConnection::Answer &answer) {
                          if (mayRepeat && !answer.ok()
                              && answer.error().kind == ErrorKind::Unavailable
                              && m_connection.state() == ServerConnection::State::Reconnecting) {
                              emit waiting();
                              send(method, params, false);
                              return;
                          }
                          take(answer);
                      });
}

void WhitelistEntrySaver::take(const ServerConnection::Answer &answer)
{
    if (answer.ok()) {
        const Result<WhitelistEntry> entry = entryIn(answer.value(), QStringLiteral("entry"));
        emit stored(entry.ok() ? *entry : m_sent);
        return;
    }
    if (answer.error().kind == ErrorKind::Conflict) {
        const Result<WhitelistEntry> current =
            entryIn(answer.error().data, QStringLiteral("current"));
        if (current.ok()) {
            emit conflicting(*current);
            return;
        }
    }
    emit refused(answer.error());
}

} // namespace postern
