// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ControlClient.h"
#include "server/auth/SecretKey.h"
#include "server/control/ControlServer.h"
#include "shared/model/Role.h"
#include "tests/support/TestCertificate.h"

#include <QTemporaryDir>

#include <memory>

namespace postern::test
{

/// A control server on a real SQLite database in a temporary folder, on a port that the kernel
/// chose, with a clock that tests move. It lives in the test's own thread.
class ControlFixture
{
public:
    static inline const QString password = QStringLiteral("a long pass phrase");

    ControlFixture();
    ~ControlFixture();

    /// Takes effect with start().
    control::ControlSetup setup;
    /// What the server's status lists.
    QList<ListenerStatus> listeners;
    /// Milliseconds that the clock is ahead.
    qint64 ahead = 0;

    [[nodiscard]] Result<void> start();
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] control::ControlServer &server() { return *m_server; }
    [[nodiscard]] storage::StorageThread &storage() { return *m_storage; }
    [[nodiscard]] storage::Database &reading() { return *m_reading; }
    [[nodiscard]] const auth::SecretKey &secretKey() const { return m_key; }
    [[nodiscard]] QString dataDir() const { return m_folder.path(); }
    [[nodiscard]] const TestCertificate &certificate() const { return m_certificate; }
    [[nodiscard]] UtcMs now() const;

    /// A connection with every right over the local socket.
    [[nodiscard]] ControlClient &local();
    /// A TLS connection that has not logged in.
    [[nodiscard]] std::unique_ptr<ControlClient> connection();
    /// Makes the administrator, if there is none of this name, and logs in.
    [[nodiscard]] std::unique_ptr<ControlClient> as(const QString &name, Role role);
    /// Whether `text` is the password that is stored for the SMTP user's login.
    [[nodiscard]] bool opens(const QString &login, const QString &text);

private:
    void rebuild();

    QTemporaryDir m_folder;
    TestCertificate m_certificate;
    auth::SecretKey m_key;
    storage::DatabaseUrl m_url;
    std::unique_ptr<storage::StorageThread> m_storage;
    std::unique_ptr<storage::Database> m_reading;
    policy::PolicySnapshotPtr m_snapshot;
    std::unique_ptr<control::ControlServer> m_server;
    std::unique_ptr<ControlClient> m_local;
};

} // namespace postern::test
