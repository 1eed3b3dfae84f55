// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/model/Role.h"
#include "shared/model/UtcMs.h"

#include <QString>

namespace postern
{

/// Who may send with SMTP AUTH. Never holds a secret.
struct SmtpUser
{
    QString name;
    bool enabled = true;
    qint64 revision = 0;
    UtcMs createdAt = 0;
    UtcMs changedAt = 0;
    QString changedBy;
    UtcMs lastUsedAt = 0;
    QString lastUsedFrom; ///< client address of the last successful login, or empty

    friend bool operator==(const SmtpUser &, const SmtpUser &) = default;
};

/// Who may use the control channel. Never holds a secret.
struct Administrator
{
    QString name;
    Role role = Role::Auditor;
    qint64 revision = 0;
    UtcMs createdAt = 0;
    UtcMs changedAt = 0;
    QString changedBy;
    UtcMs lastLoginAt = 0;
    QString lastLoginFrom;

    friend bool operator==(const Administrator &, const Administrator &) = default;
};

/// 1 to 64 of letters, digits, '.', '-', '_', '@', '+'; field "name".
[[nodiscard]] Result<void> validateAccountName(QStringView name);
/// The same, for an administrator: not "local" or "server", which the audit trail says of the
/// server's own side. Refused then.
[[nodiscard]] Result<void> validateAdministratorName(QStringView name);
/// In characters; only for passwords that a person chooses.
constexpr qsizetype minPasswordLength = 10;
/// At least minPasswordLength characters, at most 1,000 UTF-8 bytes, no control characters; field
/// "password".
[[nodiscard]] Result<void> validatePassword(QStringView password);

} // namespace postern
