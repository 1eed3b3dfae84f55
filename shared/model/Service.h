// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFlags>
#include <QList>
#include <QString>

#include <cstdint>
#include <optional>

namespace postern
{

/// What a whitelist entry can lift; the wire names are stable.
enum class Service : std::uint8_t
{
    Smtp = 1,           ///< "smtp": connection limits of unlisted clients. Not enough to send
    SmtpAuthBypass = 2, ///< "smtp-auth-bypass": AUTH is not demanded, within the limits
    BruteForce = 4,     ///< "brute-force": the login throttle of SMTP does not apply
    ConsoleLogin = 8    ///< "console-login": the login throttle of the control port does not apply
};
Q_DECLARE_FLAGS(Services, Service)
Q_DECLARE_OPERATORS_FOR_FLAGS(Services)

/// All of them in the order in which they are shown.
[[nodiscard]] const QList<Service> &allServices();
/// "smtp-auth-bypass"
[[nodiscard]] QString serviceName(Service service);
[[nodiscard]] std::optional<Service> serviceFromName(QStringView name);
/// "SMTP Auth Bypass"; a product term, the same in every language.
[[nodiscard]] QString serviceLabel(Service service);

} // namespace postern
