// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/HopOffers.h"
#include "server/delivery/SaslClient.h"

namespace postern::delivery
{

/// How a connection to a next hop is protected.
enum class ClientTls
{
    None,   ///< as it is
    May,    ///< STARTTLS where it is offered, else as it is (RFC 7435: opportunistic)
    Demand, ///< STARTTLS, or no mail
    Already ///< implicit TLS: encrypted before the greeting (RFC 8314 3)
};

/// What has to be said before mail can be.
struct OpeningConfig
{
    QByteArray hostname; ///< our name in EHLO
    ClientTls tls = ClientTls::None;
    ClientLogin login = {}; ///< empty: none
};

/// The beginning of an SMTP connection as the client: greeting, EHLO (or HELO), STARTTLS (RFC
/// 3207), AUTH (RFC 4954). One reply after the other in, what to do next out. Whatever it refuses
/// concerns this server or our access to it and never a message. A password goes over encrypted
/// connections alone, whatever is configured. Pure; one thread.
class ClientOpening
{
public:
    enum class Wait
    {
        Greeting,
        Ehlo,
        Helo,
        StartTls,
        Handshake, ///< not for a reply: for tlsStarted()
        Auth,
        Nothing ///< it is over
    };
    struct Step
    {
        enum class Kind
        {
            Send,     ///< `command`, then wait for its reply
            StartTls, ///< begin the handshake, then tlsStarted()
            Open,     ///< mail may follow
            Refused   ///< close; `sentence` says why
        };
        Kind kind = Kind::Refused;
        QByteArray command = {};
        QString sentence = {};
    };

    explicit ClientOpening(OpeningConfig config);

    [[nodiscard]] Step take(const ClientReply &reply);
    /// The handshake that Step::Kind::StartTls asked for is done; everything learnt before it is
    /// forgotten (RFC 3207 4.2).
    [[nodiscard]] Step tlsStarted();

    [[nodiscard]] Wait waitsFor() const { return m_wait; }
    /// The same for sentences: "the answer to EHLO".
    [[nodiscard]] const char *awaited() const;
    [[nodiscard]] bool isEncrypted() const { return m_isEncrypted; }
    /// Of the last EHLO; nothing is offered to HELO.
    [[nodiscard]] const HopOffers &offers() const { return m_offers; }

private:
    [[nodiscard]] Step takeGreeting(const ClientReply &reply);
    [[nodiscard]] Step takeEhlo(const ClientReply &reply);
    [[nodiscard]] Step takeHelo(const ClientReply &reply);
    [[nodiscard]] Step takeStartTls(const ClientReply &reply);
    [[nodiscard]] Step takeAuth(const ClientReply &reply);
    [[nodiscard]] Step sayEhlo();
    [[nodiscard]] Step secure();
    [[nodiscard]] Step logIn();
    [[nodiscard]] Step tryNextMechanism(const QString &lastReply);
    [[nodiscard]] Step answerChallenge(const ClientReply &reply);
    [[nodiscard]] Step refuse(const QString &sentence);
    [[nodiscard]] Step refuse(const ClientReply &reply);
    [[nodiscard]] Step open();
    [[nodiscard]] QString withoutSecrets(QString text) const;

    OpeningConfig m_config;
    Wait m_wait = Wait::Greeting;
    HopOffers m_offers;
    bool m_isEncrypted;
    QByteArrayList m_mechanisms; ///< still to be tried
    std::unique_ptr<SaslClient> m_sasl;
    QByteArrayList m_secrets; ///< what we said in the exchange, lest a reply repeats it
};

} // namespace postern::delivery
