// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/control/ValueCodec.h"

namespace postern::control
{

QJsonObject toJson(const SmtpUser &user)
{
    return {{QStringLiteral("name"), user.name},
            {QStringLiteral("enabled"), user.enabled},
            {QStringLiteral("revision"), integerToJson(user.revision)},
            {QStringLiteral("createdAt"), integerToJson(user.createdAt)},
            {QStringLiteral("changedAt"), integerToJson(user.changedAt)},
            {QStringLiteral("changedBy"), user.changedBy},
            {QStringLiteral("lastUsedAt"), integerToJson(user.lastUsedAt)},
            {QStringLiteral("lastUsedFrom"), user.lastUsedFrom}};
}

template<>
Result<SmtpUser> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    SmtpUser user;
    user.name = reader.text(u"name");
    user.enabled = reader.boolean(u"enabled");
    user.revision = reader.integer(u"revision");
    user.createdAt = reader.integer(u"createdAt");
    user.changedAt = reader.integer(u"changedAt");
    user.changedBy = reader.text(u"changedBy");
    user.lastUsedAt = reader.integer(u"lastUsedAt");
    user.lastUsedFrom = reader.text(u"lastUsedFrom");
    if (const auto error = reader.error())
        return *error;
    return user;
}

QJsonObject toJson(const Administrator &administrator)
{
    return {{QStringLiteral("name"), administrator.name},
            {QStringLiteral("role"), roleName(administrator.role)},
            {QStringLiteral("revision"), integerToJson(administrator.revision)},
            {QStringLiteral("createdAt"), integerToJson(administrator.createdAt)},
            {QStringLiteral("changedAt"), integerToJson(administrator.changedAt)},
            {QStringLiteral("changedBy"), administrator.changedBy},
            {QStringLiteral("lastLoginAt"), integerToJson(administrator.lastLoginAt)},
            {QStringLiteral("lastLoginFrom"), administrator.lastLoginFrom}};
}

template<>
Result<Administrator> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    Administrator administrator;
    administrator.name = reader.text(u"name");
    administrator.role = readRole(reader, u"role");
    administrator.revision = reader.integer(u"revision");
    administrator.createdAt = reader.integer(u"createdAt");
    administrator.changedAt = reader.integer(u"changedAt");
    administrator.changedBy = reader.text(u"changedBy");
    administrator.lastLoginAt = reader.integer(u"lastLoginAt");
    administrator.lastLoginFrom = reader.text(u"lastLoginFrom");
    if (const auto error = reader.error())
        return *error;
    return administrator;
}

Role readRole(ObjectReader &reader, QStringView field)
{
    const QString name = reader.text(field);
    const std::optional<Role> role = roleFromName(name);
    if (!role) {
        reader.fail(field, QStringLiteral("\"%1\" must be auditor, operator or admin, not \"%2\".")
                               .arg(reader.pathOf(field), name));
    }
    return role.value_or(Role::Auditor);
}

} // namespace postern::control
