// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/PostmasterDomain.h"

#include <algorithm>

namespace postern::policy
{

QString postmasterDomain(const QSet<QString> &acceptedDomains, const QString &hostname)
{
    // The name itself, then what it lies in, the nearest first.
    for (QString name = hostname; !name.isEmpty();) {
        if (acceptedDomains.contains(name))
            return name;
        const qsizetype dot = name.indexOf(QLatin1Char('.'));
        name = dot < 0 ? QString() : name.mid(dot + 1);
    }
    const auto first = std::min_element(acceptedDomains.begin(), acceptedDomains.end());
    return first == acceptedDomains.end() ? hostname : *first;
}

} // namespace postern::policy
