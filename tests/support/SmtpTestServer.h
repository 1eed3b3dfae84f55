// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/SmtpServer.h"
#include "server/net/SmtpServerContext.h"

#include <QTemporaryDir>

#include <map>
#include <memory>
#include <mutex>

namespace postern::test
{

/// The SMTP side of a server as SmtpScript expects it, on 127.0.0.1 and a port that the kernel
/// chooses: mx.test, mail for here.test from anyone, the user mary. What is stored stays in memory;
/// its answers can be held back.
class SmtpTestServer
{
public:
    struct Options
    {
        net::ListenerTls tls = net::ListenerTls::StartTls;
        policy::ListenerRole role = policy::ListenerRole::Relay;
        bool isAuthWithoutTls = false;
        net::SessionLimits limits = {};
        QList<QByteArray> mechanisms = {"PLAIN", "LOGIN"};
        QList<WhitelistEntry> entries = {};
        policy::PolicySettings settings = {};
        int workers = 1;
    };
    struct Stored
    {
        net::CompleteMessage message;
        QByteArray content;
    };

    explicit SmtpTestServer(const Options &options);
    ~SmtpTestServer();

    /// 0 when it did not start.
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] net::SmtpServerContext &context() { return *m_context; }
    [[nodiscard]] net::SmtpServer &server() { return *m_server; }
    [[nodiscard]] QList<Stored> stored() const;
    /// Chunks that were appended and not yet answered, and commits.
    [[nodiscard]] int held() const;
    void holdStorage();
    /// Answers what is held, all with `result`, and whatever comes.
    void releaseStorage(const Result<void> &result = {});
    void publish(const QList<WhitelistEntry> &entries, const policy::PolicySettings &settings = {});
    /// The log so far.
    [[nodiscard]] QByteArray logText();

private:
    [[nodiscard]] net::MessageSink sink();
    void answer(net::StoreDone done);

    QTemporaryDir m_folder;
    std::unique_ptr<log::LogSink> m_log;
    std::unique_ptr<net::SmtpServerContext> m_context;
    std::unique_ptr<net::SmtpServer> m_server;
    quint16 m_port = 0;

    mutable std::mutex m_mutex;
    std::map<QString, QByteArray> m_content;
    QList<Stored> m_stored;
    std::vector<net::StoreDone> m_held;
    bool m_isHolding = false;
    Result<void> m_result;
    int m_lastId = 0;
};

/// An entry of the whitelist for tests.
[[nodiscard]] WhitelistEntry makeEntry(const QString &id, const QString &range, Services services);

} // namespace postern::test
