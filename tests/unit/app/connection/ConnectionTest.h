// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "tests/support/FakeControlServer.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>
#include <memory>
#include <optional>

namespace postern::test
{

/// Remembers the answer of one call.
struct Waiter : QObject
{
    std::optional<Result<QJsonObject>> answer;
    int times = 0;
    std::function<void(const Result<QJsonObject> &)> done()
    {
        return [this](const Result<QJsonObject> &result) {
            answer = result;
            ++times;
        };
    }
};

/// Each test function gets a new connection, and a new server that answers `ping` with its params.
/// Tries to reconnect follow each other within milliseconds.
class ConnectionTest : public QObject
{
    Q_OBJECT

protected:
    using State = ServerConnection::State;
    const QString ada = QStringLiteral("ada");
    const QString ping = QStringLiteral("status.get");

    /// Of the running server, with its key pinned.
    [[nodiscard]] ServerProfile profile() const;
    /// As ada; fails the running test when it does not happen.
    void logIn();

    TestCertificate m_certificate; ///< the server's
    TestCertificate m_other;
    std::unique_ptr<FakeControlServer> m_server;
    std::unique_ptr<ServerConnection> m_connection;

private slots:
    void initTestCase();
    void init();
    void cleanup();
};

} // namespace postern::test
