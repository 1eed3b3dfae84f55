// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/Service.h"

#include <array>

namespace postern
{

namespace
{

struct ServiceRow
{
    Service service;
    QStringView name;
    QStringView label;
};

/// In the order in which they are shown.
constexpr std::array serviceRows{
    ServiceRow{Service::Smtp, u"smtp", u"SMTP"},
    ServiceRow{Service::SmtpAuthBypass, u"smtp-auth-bypass", u"SMTP Auth Bypass"},
    ServiceRow{Service::BruteForce, u"brute-force", u"Brute Force"},
    ServiceRow{Service::ConsoleLogin, u"console-login", u"Console Login"},
};

} // namespace

const QList<Service> &allServices()
{
    static const QList<Service> services = [] {
        QList<Service> list;
        for (const ServiceRow &row : serviceRows)
            list += row.service;
        return list;
    }();
    return services;
}

QString serviceName(Service service)
{
    for (const ServiceRow &row : serviceRows) {
        if (row.service == service)
            return row.name.toString();
    }
    return {};
}

std::optional<Service> serviceFromName(QStringView name)
{
    for (const ServiceRow &row : serviceRows) {
        if (row.name == name)
            return row.service;
    }
    return std::nullopt;
}

QString serviceLabel(Service service)
{
    for (const ServiceRow &row : serviceRows) {
        if (row.service == service)
            return row.label.toString();
    }
    return {};
}

} // namespace postern
