// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/SmtpLogin.h"

#include "server/auth/SaslExchange.h"
#include "server/storage/UserStore.h"

#include <QObject>

namespace postern
{

namespace
{

using Used = std::function<void(const QString &credentialId, const QString &client)>;

net::LoginStep stepOf(const auth::PasswordVerdict &verdict)
{
    using Kind = net::LoginStep::Kind;
    switch (verdict.kind) {
    case auth::PasswordVerdict::Kind::Accepted:
        return {Kind::Accepted, {}, verdict.user, verdict.credentialId};
    case auth::PasswordVerdict::Kind::Rejected:
        return {Kind::Rejected, {}, verdict.user, {}};
    case auth::PasswordVerdict::Kind::Busy:
        return {Kind::Busy, {}, {}, {}};
    case auth::PasswordVerdict::Kind::Unavailable:
        break;
    }
    return {Kind::Unavailable, {}, {}, {}};
}

class SmtpLogin : public net::LoginExchange
{
public:
    SmtpLogin(auth::PasswordChecker &checker, std::unique_ptr<auth::SaslExchange> exchange,
              QString client, Used used)
        : m_checker(checker), m_exchange(std::move(exchange)), m_client(std::move(client)),
          m_used(std::move(used))
    {}

    void step(const std::optional<QByteArray> &response,
              std::function<void(const net::LoginStep &)> done) override
    {
        using Kind = auth::SaslExchange::Step::Kind;
        const auth::SaslExchange::Step step = m_exchange->step(response);
        if (step.kind == Kind::Challenge) {
            done({net::LoginStep::Kind::Challenge, step.challenge, {}, {}});
            return;
        }
        if (step.kind == Kind::Malformed) {
            done({net::LoginStep::Kind::Malformed, {}, {}, {}});
            return;
        }
        m_checker.check(step.attempt, &m_receiver,
                        [this, done = std::move(done)](const auth::PasswordVerdict &verdict) {
                            if (verdict.kind == auth::PasswordVerdict::Kind::Accepted)
                                m_used(verdict.credentialId, m_client);
                            done(stepOf(verdict));
                        });
    }

private:
    auth::PasswordChecker &m_checker;
    std::unique_ptr<auth::SaslExchange> m_exchange;
    const QString m_client;
    const Used m_used;
    QObject m_receiver; // the answer is dropped when the session goes before it comes
};

} // namespace

net::CredentialCheck credentialCheck(auth::PasswordChecker &checker, Used used)
{
    net::CredentialCheck check;
    check.mechanisms = auth::SaslExchange::mechanisms();
    check.begin = [&checker, used = std::move(used)](
                      const QByteArray &mechanism,
                      const QString &client) -> std::unique_ptr<net::LoginExchange> {
        auto exchange = auth::SaslExchange::start(mechanism);
        if (!exchange)
            return nullptr;
        return std::make_unique<SmtpLogin>(checker, std::move(exchange), client, used);
    };
    return check;
}

auth::CredentialLookupFactory credentialLookups(const storage::DatabaseUrl &url)
{
    return [url]() -> auth::CredentialLookup {
        auto database = std::make_shared<std::unique_ptr<storage::Database>>();
        return [url, database](const QString &login) -> Result<storage::Credential> {
            if (!*database || !(*database)->isConnected()) {
                auto opened = storage::Database::open(url);
                if (!opened)
                    return opened.error();
                *database = std::move(opened).value();
            }
            return storage::UserStore(**database).findCredential(login);
        };
    };
}

} // namespace postern
