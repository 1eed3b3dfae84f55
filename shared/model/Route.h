// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/model/UtcMs.h"

#include <QString>

#include <optional>

namespace postern
{

/// How the connection to an SMTP next hop is protected; names on the wire in brackets.
enum class RouteTls
{
    None,    ///< [none] plain text, whatever is offered
    May,     ///< [may] STARTTLS where it works, else plain text; whoever answers (RFC 7435)
    Encrypt, ///< [encrypt] TLS or no delivery; whoever answers
    Verify   ///< [verify] TLS with the host whose certificate is valid, or no delivery
};

/// Where mail for one recipient domain, or for all others ("default"), goes. A route opens nothing.
struct Route
{
    enum class Kind
    {
        Maildir, ///< maildir:/absolute/path
        Smtp,    ///< smtp://host:port; encrypted by STARTTLS as `tls` says
        Smtps    ///< smtps://host:port; encrypted from the first byte (RFC 8314 3)
    };

    QString domain; ///< lower case A-label domain, or "default"
    Kind kind = Kind::Smtp;
    QString path;                 ///< Maildir only: absolute
    QString host;                 ///< else: name or address (IPv6 without brackets)
    quint16 port = 25;            ///< else
    RouteTls tls = RouteTls::May; ///< not for Maildir; Encrypt or Verify for Smtps
    /// With Verify: SHA-256 of the certificate's public key (SPKI), 64 hex digits in lower case.
    /// It takes the place of the authorities and of the host's name. Empty: none.
    QString fingerprint;
    QString user; ///< to log in as; empty: no login. The password is no part of the value
    qint64 revision = 0;
    UtcMs changedAt = 0;
    QString changedBy;

    [[nodiscard]] bool isSmtp() const { return kind != Kind::Maildir; }
    /// "maildir:/var/mail/x", "smtp://host:25", "smtps://[::1]:465".
    [[nodiscard]] QString target() const;
    /// Parses a target text, with the protection that suits it: May for smtp, Verify for smtps.
    /// Error kind Invalid, field "route", naming the right form.
    [[nodiscard]] static Result<Route> parseTarget(QStringView text);
    /// Whether the parts fit each other: a login goes over encrypted connections with a known other
    /// side alone, smtps is always encrypted, a fingerprint is for Verify. Error kind Invalid,
    /// field "tls", "fingerprint" or "user", saying what would be right.
    [[nodiscard]] Result<void> check() const;

    friend bool operator==(const Route &, const Route &) = default;
};

/// "none", "may", "encrypt", "verify".
[[nodiscard]] QString routeTlsName(RouteTls tls);
/// Nothing for any other text.
[[nodiscard]] std::optional<RouteTls> routeTlsOf(QStringView name);

} // namespace postern
