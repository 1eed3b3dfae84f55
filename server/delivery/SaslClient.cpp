// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/SaslClient.h"

#include <array>
#include <cstdlib>
#include <gsasl.h>

namespace postern::delivery
{

namespace
{

struct Mechanism
{
    const char *name;
    bool beginsWithClient; ///< sends an initial response
};
constexpr std::array mechanisms{
    Mechanism{"SCRAM-SHA-256", true},
    Mechanism{"PLAIN", true},
    Mechanism{"LOGIN", false},
    Mechanism{"CRAM-MD5", false},
};

const Mechanism *findMechanism(const QByteArray &name)
{
    for (const Mechanism &mechanism : mechanisms) {
        if (name == mechanism.name)
            return &mechanism;
    }
    return nullptr;
}

} // namespace

class SaslClient::Private
{
public:
    ~Private()
    {
        if (session != nullptr)
            gsasl_finish(session);
        if (context != nullptr)
            gsasl_done(context);
    }

    [[nodiscard]] bool begin(const Mechanism &with, const ClientLogin &login);
    [[nodiscard]] std::optional<QByteArray> step(const QByteArray &challenge);

    Gsasl *context = nullptr;
    Gsasl_session *session = nullptr;
    const Mechanism *mechanism = nullptr;
    bool isDone = false;
};

bool SaslClient::Private::begin(const Mechanism &with, const ClientLogin &login)
{
    mechanism = &with;
    if (gsasl_init(&context) != GSASL_OK
        || gsasl_client_start(context, with.name, &session) != GSASL_OK)
        return false;
    return gsasl_property_set(session, GSASL_AUTHID, login.user.constData()) == GSASL_OK
           && gsasl_property_set(session, GSASL_PASSWORD, login.password.constData()) == GSASL_OK;
}

std::optional<QByteArray> SaslClient::Private::step(const QByteArray &challenge)
{
    char *output = nullptr;
    std::size_t size = 0;
    const int code = gsasl_step(session, challenge.constData(),
                                static_cast<std::size_t>(challenge.size()), &output, &size);
    const QByteArray response(output, static_cast<qsizetype>(size));
    std::free(output);
    isDone = code == GSASL_OK;
    if (code != GSASL_OK && code != GSASL_NEEDS_MORE)
        return std::nullopt;
    return response;
}

QByteArrayList SaslClient::usable(const QByteArrayList &offered)
{
    QByteArrayList found;
    for (const Mechanism &mechanism : mechanisms) {
        if (offered.contains(mechanism.name))
            found.append(mechanism.name);
    }
    return found;
}

std::unique_ptr<SaslClient> SaslClient::start(const QByteArray &mechanism, const ClientLogin &login)
{
    const Mechanism *found = findMechanism(mechanism);
    auto d = std::make_unique<Private>();
    if (found == nullptr || !d->begin(*found, login))
        return nullptr;
    return std::unique_ptr<SaslClient>(new SaslClient(std::move(d)));
}

SaslClient::SaslClient(std::unique_ptr<Private> priv) : d(std::move(priv)) {}

SaslClient::~SaslClient() = default;

std::optional<QByteArray> SaslClient::initialResponse()
{
    if (!d->mechanism->beginsWithClient)
        return std::nullopt;
    return d->step({});
}

std::optional<QByteArray> SaslClient::respond(const QByteArray &challenge)
{
    if (d->isDone)
        return std::nullopt;
    return d->step(challenge);
}

bool SaslClient::isDone() const
{
    return d->isDone;
}

} // namespace postern::delivery
