// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QString>

namespace postern::policy
{

/// Whose postmaster `RCPT TO:<postmaster>` means, the one recipient without a domain (RFC 5321
/// 4.1.1.3): the server's own, if mail for its name is accepted; else that of the accepted domain
/// its name lies in, or of the first one by name, because a server that takes mail for any domain
/// has to take this one (RFC 5321 4.5.1). So it stands for a recipient that anybody may name in
/// full, and opens nothing. Without an accepted domain it is `hostname`, whose mail is then refused
/// to strangers as any other. Pure.
[[nodiscard]] QString postmasterDomain(const QSet<QString> &acceptedDomains,
                                       const QString &hostname);

} // namespace postern::policy
