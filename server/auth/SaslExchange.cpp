// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/SaslExchange.h"

#include <cstdlib>
#include <gsasl.h>

namespace postern::auth
{

class SaslExchange::Private
{
public:
    ~Private()
    {
        if (session != nullptr)
            gsasl_finish(session);
        if (context != nullptr)
            gsasl_done(context);
    }

    [[nodiscard]] bool begin(const QByteArray &mechanism);
    [[nodiscard]] Step run(const QByteArray &input);
    void collect();
    static int answer(Gsasl *context, Gsasl_session *session, Gsasl_property property);

    Gsasl *context = nullptr;
    Gsasl_session *session = nullptr;
    bool isLogin = false;
    bool isFirst = true;
    bool isCollected = false;
    bool isForeign = false; ///< asks to act as somebody else
    PasswordAttempt attempt;
};

bool SaslExchange::Private::begin(const QByteArray &mechanism)
{
    isLogin = mechanism == "LOGIN";
    if (gsasl_init(&context) != GSASL_OK)
        return false;
    gsasl_callback_set(context, &Private::answer);
    if (gsasl_server_start(context, mechanism.constData(), &session) != GSASL_OK)
        return false;
    gsasl_session_hook_set(session, this);
    return true;
}

int SaslExchange::Private::answer(Gsasl *, Gsasl_session *session, Gsasl_property property)
{
    // The library asks whether name and password are right; that is found out elsewhere.
    if (property != GSASL_VALIDATE_SIMPLE)
        return GSASL_NO_CALLBACK;
    static_cast<Private *>(gsasl_session_hook_get(session))->collect();
    return GSASL_OK;
}

void SaslExchange::Private::collect()
{
    const QByteArray login(gsasl_property_fast(session, GSASL_AUTHID));
    const QByteArray actAs(gsasl_property_fast(session, GSASL_AUTHZID));
    attempt.login = QString::fromUtf8(login);
    attempt.password = QByteArray(gsasl_property_fast(session, GSASL_PASSWORD));
    isForeign = !actAs.isEmpty() && actAs != login;
    isCollected = attempt.login.toUtf8() == login && !login.isEmpty();
}

SaslExchange::Step SaslExchange::Private::run(const QByteArray &input)
{
    char *output = nullptr;
    std::size_t size = 0;
    const int code = gsasl_step(session, input.constData(), static_cast<std::size_t>(input.size()),
                                &output, &size);
    QByteArray challenge(output, static_cast<qsizetype>(size));
    std::free(output);
    if (code == GSASL_NEEDS_MORE)
        return {Step::Kind::Challenge, challenge, {}};
    if (code == GSASL_OK && isCollected && !isForeign)
        return {Step::Kind::Collected, {}, attempt};
    return {};
}

QList<QByteArray> SaslExchange::mechanisms()
{
    return {QByteArrayLiteral("PLAIN"), QByteArrayLiteral("LOGIN")};
}

std::unique_ptr<SaslExchange> SaslExchange::start(const QByteArray &mechanism)
{
    if (!mechanisms().contains(mechanism))
        return nullptr;
    auto d = std::make_unique<Private>();
    if (!d->begin(mechanism))
        return nullptr;
    return std::unique_ptr<SaslExchange>(new SaslExchange(std::move(d)));
}

SaslExchange::SaslExchange(std::unique_ptr<Private> priv) : d(std::move(priv)) {}

SaslExchange::~SaslExchange() = default;

SaslExchange::Step SaslExchange::step(const std::optional<QByteArray> &response)
{
    const bool isFirst = std::exchange(d->isFirst, false);
    if (isFirst && d->isLogin) {
        // The library swallows an initial response: it is asked for its prompt first.
        const Step prompt = d->run({});
        if (prompt.kind != Step::Kind::Challenge)
            return {};
        if (!response)
            return {Step::Kind::Challenge, QByteArrayLiteral("Username:"), {}};
    } else if (!isFirst && !response) {
        return {};
    } else if (!d->isLogin && response && response->isEmpty()) {
        // An empty PLAIN message is broken; the library would take it for "not sent yet".
        return {};
    }
    // Bytes that the library would read as the end of the text.
    if (d->isLogin && response->contains('\0'))
        return {};
    Step next = d->run(response.value_or(QByteArray()));
    if (d->isLogin && next.kind == Step::Kind::Challenge)
        next.challenge = QByteArrayLiteral("Password:");
    return next;
}

} // namespace postern::auth
