// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QByteArray>
#include <QString>

namespace postern::mail
{

/// An envelope address (RFC 5321 4.1.2 Mailbox): local part as it was written (quotes removed where
/// they are not needed), domain canonical (lower case A-labels, or an address literal in brackets).
/// A null path is empty. A value.
class MailAddress
{
public:
    MailAddress() = default;
    /// `text` without the angle brackets. Error kind Invalid with the sentence for the SMTP reply.
    [[nodiscard]] static Result<MailAddress> parse(QByteArrayView text);

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
