// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/LocalAdministrator.h"

#include <QTest>

#include <optional>

namespace postern::test
{

ServerProfile LocalAdministrator::profileOf(const ServerProcess &server)
{
    ServerProfile local;
    local.localSocketPath = server.dataFolder() + QStringLiteral("/control.sock");
    return local;
}

bool LocalAdministrator::connectTo(const ServerProcess &server)
{
    if (!QTest::qWaitFor([&server] { return server.isUp(); }, patienceMs))
        return false;
    m_connection.connectTo(profileOf(server));
    return QTest::qWaitFor(
        [this] { return m_connection.state() == ServerConnection::State::Connected; }, patienceMs);
}

QJsonObject LocalAdministrator::ask(const QString &method, const QJsonObject &params)
{
    std::optional<ServerConnection::Answer> got;
    QObject context;
    m_connection.call(method, params, &context,
                      [&got](const ServerConnection::Answer &answer) { got = answer; });
    if (!QTest::qWaitFor([&got] { return got.has_value(); }, patienceMs) || !got->ok()) {
        QTest::qFail(qPrintable(got ? got->error().text : QStringLiteral("no answer")), __FILE__,
                     __LINE__);
        return {};
    }
    return got->value();
}

} // namespace postern::test
