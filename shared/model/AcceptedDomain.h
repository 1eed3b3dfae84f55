// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/model/UtcMs.h"

#include <QString>

namespace postern
{

/// A domain whose mail a relay listener takes in from anybody. Exactly this name, no subdomain.
struct AcceptedDomain
{
    QString name; ///< canonical: lower case A-labels
    UtcMs createdAt = 0;
    QString createdBy;

    friend bool operator==(const AcceptedDomain &, const AcceptedDomain &) = default;
};

/// Canonical domain name (lower case, IDN to A-labels, no trailing dot); error kind Invalid, field
/// "domain".
[[nodiscard]] Result<QString> canonicalDomain(QStringView text);
/// The same for a new accepted domain: not "default", by which routes mean every other domain.
[[nodiscard]] Result<QString> acceptedDomainName(QStringView text);

} // namespace postern
