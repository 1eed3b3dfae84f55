// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/Role.h"

#include <QCoreApplication>

namespace postern
{

QString roleName(Role role)
{
    switch (role) {
    case Role::Auditor:
        return QStringLiteral("auditor");
    case Role::Operator:
        return QStringLiteral("operator");
    case Role::Admin:
        return QStringLiteral("admin");
    }
    return {};
}

std::optional<Role> roleFromName(QStringView name)
{
    for (const Role role : {Role::Auditor, Role::Operator, Role::Admin}) {
        if (roleName(role) == name)
            return role;
    }
    return std::nullopt;
}

QString roleLabel(Role role)
{
    switch (role) {
    case Role::Auditor:
        return QCoreApplication::translate("Role", "Auditor");
    case Role::Operator:
        return QCoreApplication::translate("Role", "Operator");
    case Role::Admin:
        return QCoreApplication::translate("Role", "System Administrator");
    }
    return {};
}

} // namespace postern
