// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/model/UtcMs.h"

#include <QString>

namespace postern
{

/// Where mail for one recipient domain, or for all others ("default"), goes. A route opens nothing.
struct Route
{
    enum class Kind
    {
        Maildir, ///< maildir:/absolute/path
        Smtp     ///< smtp://host:port (plain; no TLS, no AUTH)
    };

    QString domain; ///< lower case A-label domain, or "default"
    Kind kind = Kind::Smtp;
    QString path;      ///< Maildir only: absolute
    QString host;      ///< Smtp only: name or address (IPv6 without brackets)
    quint16 port = 25; ///< Smtp only
    qint64 revision = 0;
    UtcMs changedAt = 0;
    QString changedBy;

    /// "maildir:/var/mail/x", "smtp://host:25", "smtp://[::1]:25".
    [[nodiscard]] QString target() const;
    /// Parses a target text; error kind Invalid, field "route", naming the right form.
    [[nodiscard]] static Result<Route> parseTarget(QStringView text);

    friend bool operator==(const Route &, const Route &) = default;
};

} // namespace postern
