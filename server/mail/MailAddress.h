// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QByteArray>
#include <QString>

namespace postern::mail
{

/// An envelope address (RFC 5321 4.1.2 Mailbox): local part without quotes and escapes, domain
/// canonical (lower case, or an address literal in brackets). A null path is empty. A value.
///
/// Limits (RFC 5321 4.5.3.1, in octets as written): local part 64, domain 255, path with its
/// brackets 256. Non-ASCII is refused: an internationalised domain is given as A-labels (xn--).
class MailAddress
{
public:
    MailAddress() = default;
    /// `text` without the angle brackets: local@domain. Error kind Invalid with the sentence for
    /// the SMTP reply, in printable ASCII and without the client's own bytes.
    [[nodiscard]] static Result<MailAddress> parse(QByteArrayView text);
    /// What stands between the angle brackets of MAIL and RCPT: as parse(), but a source route
    /// ("@one,@two:") is read and dropped (RFC 5321 4.1.1.3 and appendix C). Not for the null path.
    [[nodiscard]] static Result<MailAddress> parsePath(QByteArrayView text);
    /// "postmaster" in any case, the one recipient that needs no domain (RFC 5321 4.1.1.3), at
    /// `domain`; empty when the domain is no valid one.
    [[nodiscard]] static MailAddress postmasterAt(QByteArrayView domain);

    [[nodiscard]] bool isNull() const { return m_localPart.isEmpty() && m_domain.isEmpty(); }
    [[nodiscard]] const QByteArray &localPart() const { return m_localPart; }
    [[nodiscard]] const QByteArray &domain() const { return m_domain; }
    /// "local@domain", quoted where needed; empty for the null path.
    [[nodiscard]] QByteArray toByteArray() const;

    friend bool operator==(const MailAddress &, const MailAddress &) = default;

private:
    QByteArray m_localPart;
    QByteArray m_domain;
};

} // namespace postern::mail
