// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/SmtpTestServer.h"

#include "server/auth/SaslExchange.h"
#include "server/net/TlsContext.h"
#include "server/runtime/SelfSignedCertificate.h"

#include <QDateTime>
#include <QFile>

namespace postern::test
{

namespace
{

class Login : public net::LoginExchange
{
public:
    explicit Login(std::unique_ptr<auth::SaslExchange> exchange) : m_exchange(std::move(exchange))
    {}

    void step(const std::optional<QByteArray> &response,
              std::function<void(const net::LoginStep &)> done) override
    {
        using Kind = net::LoginStep::Kind;
        const auth::SaslExchange::Step step = m_exchange->step(response);
        if (step.kind == auth::SaslExchange::Step::Kind::Challenge) {
            done({Kind::Challenge, step.challenge, {}, {}});
        } else if (step.kind == auth::SaslExchange::Step::Kind::Malformed) {
            done({Kind::Malformed, {}, {}, {}});
        } else {
            const bool isRight = step.attempt.login == QStringLiteral("mary")
                                 && step.attempt.password == "open sesame 42";
            done({isRight ? Kind::Accepted : Kind::Rejected,
                  {},
                  step.attempt.login,
                  QStringLiteral("credential of ") + step.attempt.login});
        }
    }

private:
    std::unique_ptr<auth::SaslExchange> m_exchange;
};

net::CredentialCheck credentials(const QList<QByteArray> &mechanisms)
{
    net::CredentialCheck check;
    check.mechanisms = mechanisms;
    check.begin = [](const QByteArray &mechanism,
                     const QString &) -> std::unique_ptr<net::LoginExchange> {
        return std::make_unique<Login>(auth::SaslExchange::start(mechanism));
    };
    return check;
}

std::shared_ptr<const policy::PolicySnapshot> snapshot(const QList<WhitelistEntry> &entries,
                                                       const policy::PolicySettings &settings)
{
    auto made = std::make_shared<policy::PolicySnapshot>();
    made->table = policy::AccessTable(entries);
    made->acceptedDomains = {QStringLiteral("here.test")};
    made->settings = settings;
    return made;
}

} // namespace

WhitelistEntry makeEntry(const QString &id, const QString &range, Services services)
{
    WhitelistEntry entry;
    entry.id = id;
    entry.range = AddressRange::parse(range).value();
    entry.services = services;
    return entry;
}

SmtpTestServer::SmtpTestServer(const Options &options)
    : m_log(std::make_unique<log::LogSink>(m_folder.filePath(QStringLiteral("log")),
                                           log::LogLevel::Debug))
{
    m_context.reset(new net::SmtpServerContext{
        "mx.test", sink(), credentials(options.mechanisms), *m_log,
        [] { return QDateTime::currentMSecsSinceEpoch(); },
        net::PolicySnapshotHolder(snapshot(options.entries, options.settings)),
        net::SharedSnapshot<net::SessionLimits>(
            std::make_shared<const net::SessionLimits>(options.limits)),
        net::SharedLimits()});
    auto listener = std::make_shared<net::ListenerContext>();
    listener->name = QStringLiteral("test");
    listener->role = options.role;
    listener->tls = options.tls;
    listener->isAuthWithoutTls = options.isAuthWithoutTls;
    const auto files = runtime::ensureSelfSigned(m_folder.path(), QStringLiteral("mx.test"));
    if (files.ok()) {
        const auto context = net::TlsContext::load(files.value().certificate, files.value().key);
        if (context.ok())
            listener->tlsContext = context.value();
    }
    m_server = std::make_unique<net::SmtpServer>(*m_context, options.workers);
    if (!listener->tlsContext
        || !m_server->open({{IpAddress::fromV4(0x7F000001), 0, listener}}).ok())
        return;
    m_server->start();
    m_port = m_server->port(0);
}

SmtpTestServer::~SmtpTestServer()
{
    releaseStorage();
    m_server->stop(200);
}

net::MessageSink SmtpTestServer::sink()
{
    net::MessageSink sink;
    sink.newQueueId = [this](UtcMs) {
        const std::lock_guard lock(m_mutex);
        return QStringLiteral("Q%1").arg(++m_lastId);
    };
    sink.appendChunk = [this](const QString &queueId, int, const QByteArray &chunk,
                              net::StoreDone done) {
        {
            const std::lock_guard lock(m_mutex);
            m_content[queueId] += chunk;
        }
        answer(std::move(done));
    };
    sink.commit = [this](net::CompleteMessage message, net::StoreDone done) {
        {
            const std::lock_guard lock(m_mutex);
            const QByteArray content = m_content[message.queueId] + message.lastChunk;
            m_stored.append({std::move(message), content});
        }
        answer(std::move(done));
    };
    sink.discard = [this](const QString &queueId) {
        const std::lock_guard lock(m_mutex);
        m_content.erase(queueId);
    };
    return sink;
}

void SmtpTestServer::answer(net::StoreDone done)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isHolding) {
            m_held.push_back(std::move(done));
            return;
        }
    }
    done(m_result);
}

void SmtpTestServer::holdStorage()
{
    const std::lock_guard lock(m_mutex);
    m_isHolding = true;
}

void SmtpTestServer::releaseStorage(const Result<void> &result)
{
    std::vector<net::StoreDone> held;
    {
        const std::lock_guard lock(m_mutex);
        m_isHolding = false;
        m_result = result;
        held.swap(m_held);
    }
    for (const net::StoreDone &done : held)
        done(result);
}

QList<SmtpTestServer::Stored> SmtpTestServer::stored() const
{
    const std::lock_guard lock(m_mutex);
    return m_stored;
}

int SmtpTestServer::held() const
{
    const std::lock_guard lock(m_mutex);
    return int(m_held.size());
}

void SmtpTestServer::publish(const QList<WhitelistEntry> &entries,
                             const policy::PolicySettings &settings)
{
    m_context->policy.publish(snapshot(entries, settings));
}

QByteArray SmtpTestServer::logText()
{
    m_log->flush();
    QFile file(m_folder.filePath(QStringLiteral("log")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace postern::test
