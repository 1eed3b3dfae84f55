// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/ClientOpening.h"

namespace postern::delivery
{

namespace
{

using Step = ClientOpening::Step;

bool isPositive(const ClientReply &reply)
{
    return reply.code / 100 == 2;
}

/// RFC 4954 6, RFC 5321 4.2.2: this mechanism will not do, another one may.
bool isMechanismRefused(const ClientReply &reply)
{
    return reply.code == 504 || reply.code == 534 || reply.code == 538;
}

} // namespace

ClientOpening::ClientOpening(OpeningConfig config)
    : m_config(std::move(config)), m_isEncrypted(m_config.tls == ClientTls::Already)
{}

Step ClientOpening::take(const ClientReply &reply)
{
    switch (m_wait) {
    case Wait::Greeting:
        return takeGreeting(reply);
    case Wait::Ehlo:
        return takeEhlo(reply);
    case Wait::Helo:
        return takeHelo(reply);
    case Wait::StartTls:
        return takeStartTls(reply);
    case Wait::Auth:
        return takeAuth(reply);
    case Wait::Handshake:
    case Wait::Nothing:
        break;
    }
    return refuse(
        QStringLiteral("The other side sent \"%1\" where nothing was awaited.").arg(reply.text()));
}

const char *ClientOpening::awaited() const
{
    switch (m_wait) {
    case Wait::Greeting:
        return "the greeting";
    case Wait::Ehlo:
        return "the answer to EHLO";
    case Wait::Helo:
        return "the answer to HELO";
    case Wait::StartTls:
        return "the answer to STARTTLS";
    case Wait::Handshake:
        return "the end of the TLS handshake";
    case Wait::Auth:
        return "the answer to AUTH";
    case Wait::Nothing:
        break;
    }
    return "nothing";
}

Step ClientOpening::takeGreeting(const ClientReply &reply)
{
    return isPositive(reply) ? sayEhlo() : refuse(reply);
}

Step ClientOpening::sayEhlo()
{
    m_offers = {};
    m_wait = Wait::Ehlo;
    return {Step::Kind::Send, "EHLO " + m_config.hostname + "\r\n"};
}

Step ClientOpening::takeEhlo(const ClientReply &reply)
{
    if (isPositive(reply)) {
        m_offers = HopOffers::read(reply);
        return secure();
    }
    if (reply.code / 100 != 5)
        return refuse(reply);
    // RFC 5321 3.2: a server that does not know EHLO is asked with HELO.
    m_wait = Wait::Helo;
    return {Step::Kind::Send, "HELO " + m_config.hostname + "\r\n"};
}

Step ClientOpening::takeHelo(const ClientReply &reply)
{
    return isPositive(reply) ? secure() : refuse(reply);
}

/// Encryption before anything else, as the configuration wants it.
Step ClientOpening::secure()
{
    if (m_isEncrypted || m_config.tls == ClientTls::None)
        return logIn();
    if (m_offers.isStartTls) {
        m_wait = Wait::StartTls;
        return {Step::Kind::Send, "STARTTLS\r\n"};
    }
    if (m_config.tls == ClientTls::May)
        return logIn();
    return refuse(QStringLiteral("The next hop does not offer STARTTLS, and this route demands "
                                 "encryption; nothing was sent."));
}

Step ClientOpening::takeStartTls(const ClientReply &reply)
{
    if (isPositive(reply)) {
        m_wait = Wait::Handshake;
        return {Step::Kind::StartTls};
    }
    // RFC 3207 4: it is ours to decide whether to go on without.
    if (m_config.tls == ClientTls::May)
        return logIn();
    return refuse(QStringLiteral("The next hop refused STARTTLS with \"%1\", and this route "
                                 "demands encryption; nothing was sent.")
                      .arg(reply.text()));
}

Step ClientOpening::tlsStarted()
{
    m_isEncrypted = true;
    return sayEhlo();
}

Step ClientOpening::logIn()
{
    if (m_config.login.isEmpty())
        return open();
    if (!m_isEncrypted) {
        return refuse(QStringLiteral("The login to the next hop was not sent, because the "
                                     "connection is not encrypted."));
    }
    if (m_config.login.password.isEmpty()) {
        return refuse(QStringLiteral("The password of this route is not known to the server; set "
                                     "it again."));
    }
    m_mechanisms = SaslClient::usable(m_offers.mechanisms);
    if (m_mechanisms.isEmpty()) {
        return refuse(m_offers.mechanisms.isEmpty()
                          ? QStringLiteral("The next hop offers no AUTH, and this route has a "
                                           "login.")
                          : QStringLiteral("The next hop offers AUTH with %1 alone; this server "
                                           "speaks SCRAM-SHA-256, PLAIN, LOGIN and CRAM-MD5.")
                                .arg(QString::fromLatin1(m_offers.mechanisms.join(' '))));
    }
    return tryNextMechanism({});
}

Step ClientOpening::tryNextMechanism(const QString &lastReply)
{
    while (!m_mechanisms.isEmpty()) {
        const QByteArray mechanism = m_mechanisms.takeFirst();
        m_sasl = SaslClient::start(mechanism, m_config.login);
        if (m_sasl == nullptr)
            continue;
        m_wait = Wait::Auth;
        QByteArray command = "AUTH " + mechanism;
        if (const auto initial = m_sasl->initialResponse()) {
            const QByteArray encoded = initial->toBase64();
            m_secrets.append(encoded);
            command += ' ' + encoded;
        }
        return {Step::Kind::Send, command + "\r\n"};
    }
    return refuse(QStringLiteral("The next hop takes none of the ways to log in that it offers: "
                                 "%1")
                      .arg(lastReply));
}

Step ClientOpening::takeAuth(const ClientReply &reply)
{
    if (reply.code == 334)
        return answerChallenge(reply);
    if (isPositive(reply) && m_sasl->isDone())
        return open();
    if (isPositive(reply)) {
        return refuse(QStringLiteral("The next hop said that the login is right without proving "
                                     "that it knows the password; nothing was sent."));
    }
    if (isMechanismRefused(reply))
        return tryNextMechanism(reply.text());
    return refuse(reply);
}

Step ClientOpening::answerChallenge(const ClientReply &reply)
{
    const auto challenge = QByteArray::fromBase64Encoding(
        reply.lines.value(0), QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    const auto response = challenge ? m_sasl->respond(*challenge) : std::nullopt;
    if (!response) {
        // RFC 4954 4 would have us cancel with "*"; closing says it as well.
        return refuse(QStringLiteral("The next hop sent a challenge in AUTH that is wrong, or does "
                                     "not know the password; nothing was sent."));
    }
    const QByteArray encoded = response->toBase64();
    if (!encoded.isEmpty())
        m_secrets.append(encoded);
    return {Step::Kind::Send, encoded + "\r\n"};
}

Step ClientOpening::refuse(const ClientReply &reply)
{
    return refuse(reply.text());
}

Step ClientOpening::refuse(const QString &sentence)
{
    m_wait = Wait::Nothing;
    m_sasl.reset();
    return {Step::Kind::Refused, {}, withoutSecrets(sentence)};
}

/// A next hop may repeat what it was told.
QString ClientOpening::withoutSecrets(QString text) const
{
    for (const QByteArray &secret : m_secrets)
        text.replace(QString::fromLatin1(secret), QStringLiteral("***"));
    if (!m_config.login.password.isEmpty())
        text.replace(QString::fromUtf8(m_config.login.password), QStringLiteral("***"));
    return text;
}

Step ClientOpening::open()
{
    m_wait = Wait::Nothing;
    m_sasl.reset();
    m_secrets.clear();
    return {Step::Kind::Open};
}

} // namespace postern::delivery
