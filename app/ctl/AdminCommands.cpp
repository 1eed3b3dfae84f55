// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/AdminCommands.h"

#include "app/ctl/TextTable.h"
#include "app/ctl/Wording.h"

namespace postern::ctl
{

namespace
{

QString lastLoginText(const Administrator &administrator)
{
    if (administrator.lastLoginAt == 0)
        return QStringLiteral("never");
    return QStringLiteral("%1 from %2")
        .arg(timeText(administrator.lastLoginAt), administrator.lastLoginFrom);
}

Option addRole(Command command, std::string &role)
{
    return command.option("--role", role, "auditor, operator or admin")
        .typeName("ROLE")
        .oneOf({"auditor", "operator", "admin"});
}

} // namespace

AdminCommands::AdminCommands(CommandTree &tree)
{
    declare(tree, tree.group("admin", "Who may use the console and posternctl"));
}

void AdminCommands::declare(CommandTree &tree, Command group)
{
    const auto nameOf = [this](Command command) {
        command.option("NAME", m_name, "The administrator's name").required();
    };
    tree.command(group, "list", "All administrators",
                 [this](const CommandContext &context) { return list(context); });
    Command adding = tree.change(
        group, "add", "Add an administrator with a password; \"pair --admin\" lets them choose it",
        [this](const CommandContext &context) { return add(context); });
    nameOf(adding);
    addRole(adding, m_role).required();
    m_password.addTo(adding);
    nameOf(tree.change(group, "remove", "Remove an administrator and end their sessions",
                       [this](const CommandContext &context) { return remove(context); }));
    Command setting =
        tree.change(group, "set-password", "Give an administrator another password",
                    [this](const CommandContext &context) { return setPassword(context); });
    nameOf(setting);
    m_password.addTo(setting);
    Command changing =
        tree.change(group, "set-role", "Give an administrator another role",
                    [this](const CommandContext &context) { return setRole(context); });
    nameOf(changing);
    changing.option("ROLE", m_role, "auditor, operator or admin")
        .required()
        .oneOf({"auditor", "operator", "admin"});
}

Attempt<QJsonObject> AdminCommands::credentials() const
{
    if (const Result<void> valid = validateAccountName(name()); !valid)
        return usage(valid.error());
    if (!m_password.isGiven()) {
        return usage(QStringLiteral("The password is missing: give --password-stdin or "
                                    "--password-file FILE."));
    }
    const Attempt<QString> password = m_password.read();
    if (!password)
        return password.error();
    return QJsonObject{{QStringLiteral("name"), name()},
                       {QStringLiteral("password"), password.value()}};
}

Outcome AdminCommands::list(const CommandContext &context) const
{
    const auto answer = context.list(QStringLiteral("admin.list"));
    if (!answer)
        return answer.error();
    if (context.isJson)
        return context.printJson(answer.value());
    const auto admins = readValues<Administrator>(answer.value(), QStringLiteral("items"));
    if (!admins)
        return admins.error();
    if (admins->isEmpty()) {
        context.line(QStringLiteral("There are no administrators yet; \"posternctl pair\" makes "
                                    "the first one."));
        return 0;
    }
    TextTable table({QStringLiteral("NAME"), QStringLiteral("ROLE"), QStringLiteral("LAST LOGIN"),
                     QStringLiteral("CHANGED")});
    for (const Administrator &administrator : admins.value()) {
        table.add({administrator.name, roleName(administrator.role), lastLoginText(administrator),
                   changeText(administrator.changedAt, administrator.changedBy)});
    }
    table.print(context.out());
    return 0;
}

Outcome AdminCommands::add(const CommandContext &context) const
{
    Attempt<QJsonObject> params = credentials();
    if (!params)
        return params.error();
    params.value().insert(QStringLiteral("role"), role());
    const auto answer = context.change(QStringLiteral("admin.add"), params.value());
    if (!answer)
        return answer.error();
    return context.done(answer.value(), QStringLiteral("Added %1 as %2.").arg(name(), role()));
}

Outcome AdminCommands::remove(const CommandContext &context) const
{
    const auto answer =
        context.change(QStringLiteral("admin.remove"), {{QStringLiteral("name"), name()}});
    if (!answer)
        return answer.error();
    return context.done(answer.value(), QStringLiteral("Removed %1.").arg(printable(name())));
}

Outcome AdminCommands::setPassword(const CommandContext &context) const
{
    const Attempt<QJsonObject> params = credentials();
    if (!params)
        return params.error();
    const auto answer = context.change(QStringLiteral("admin.set-password"), params.value());
    if (!answer)
        return answer.error();
    return context.done(
        answer.value(),
        QStringLiteral("%1 has a new password; other sessions of %1 have ended.").arg(name()));
}

Outcome AdminCommands::setRole(const CommandContext &context) const
{
    const auto answer =
        context.change(QStringLiteral("admin.set-role"),
                       {{QStringLiteral("name"), name()}, {QStringLiteral("role"), role()}});
    if (!answer)
        return answer.error();
    return context.done(answer.value(),
                        QStringLiteral("%1 is %2 now.").arg(printable(name()), role()));
}

} // namespace postern::ctl
