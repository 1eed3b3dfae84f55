// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/SignIn.h"

#include "app/connection/RequestChannel.h"
#include "shared/control/ValueCodec.h"

#include <utility>

namespace postern
{

void SignIn::greet()
{
    m_channel.send({QStringLiteral("hello"),
                    {{QStringLiteral("program"), m_program},
                     {QStringLiteral("version"), QStringLiteral(POSTERN_VERSION)}},
                    this,
                    [this](const Result<QJsonObject> &answer) { onHello(answer); }});
}

void SignIn::byPassword(const QString &name, const QString &password)
{
    begin({QStringLiteral("login"),
           {{QStringLiteral("name"), name}, {QStringLiteral("password"), password}}});
}

void SignIn::byPairingCode(const QString &code, const QString &name, const QString &password)
{
    begin({QStringLiteral("pair.redeem"),
           {{QStringLiteral("code"), code},
            {QStringLiteral("name"), name},
            {QStringLiteral("password"), password}}});
}

void SignIn::abandon()
{
    m_isGreeted = false;
    m_login.reset();
}

void SignIn::begin(Login login)
{
    m_login = std::move(login);
    if (m_isGreeted)
        send();
}

void SignIn::send()
{
    m_channel.send({m_login->method, m_login->params, this,
                    [this](const Result<QJsonObject> &answer) { onAnswer(answer); }});
}

void SignIn::onHello(const Result<QJsonObject> &answer)
{
    if (!answer) {
        emit greetingFailed(answer.error());
        return;
    }
    m_isGreeted = true;
    control::ObjectReader reader(answer.value());
    m_serverName = reader.text(u"hostname");
    m_serverVersion = reader.text(u"version");
    if (reader.boolean(u"loggedIn", control::ObjectReader::Presence::Optional)) {
        m_administrator = QStringLiteral("local");
        m_role = Role::Admin;
        emit signedIn(false);
    } else if (m_login) {
        send();
    } else if (!m_token.isEmpty()) {
        begin({QStringLiteral("login.resume"), {{QStringLiteral("token"), m_token}}, false});
    } else {
        emit loginNeeded();
    }
}

void SignIn::onAnswer(const Result<QJsonObject> &answer)
{
    if (!answer) {
        onRefused(answer.error());
        return;
    }
    control::ObjectReader reader(answer.value());
    const Result<Administrator> who =
        control::fromJson<Administrator>(reader.object(u"administrator"));
    const QString token = reader.text(u"token");
    if (!who || reader.error()) {
        onRefused({ErrorKind::Internal, tr("The server's answer to the login cannot be "
                                           "understood; the versions do not fit.")});
        return;
    }
    m_token = token;
    m_administrator = who->name;
    m_role = who->role;
    emit signedIn(std::exchange(m_login, {})->byName);
}

void SignIn::onRefused(const Error &error)
{
    const bool byName = std::exchange(m_login, {})->byName;
    if (!byName && error.kind != ErrorKind::Unauthorized) {
        emit resumeFailed(error);
        return;
    }
    if (!byName)
        m_token.clear();
    emit refused(error);
}

} // namespace postern
