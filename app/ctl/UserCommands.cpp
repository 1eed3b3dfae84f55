// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/UserCommands.h"

#include "app/ctl/TextTable.h"
#include "app/ctl/Wording.h"

namespace postern::ctl
{

namespace
{

QString lastUseText(const SmtpUser &user)
{
    if (user.lastUsedAt == 0)
        return QStringLiteral("never");
    return QStringLiteral("%1 from %2").arg(timeText(user.lastUsedAt), user.lastUsedFrom);
}

/// The password that the server made is shown this once; it is stored nowhere.
Outcome printPassword(const CommandContext &context, const QJsonObject &answer,
                      const QString &sentence)
{
    if (context.isJson)
        return context.printJson(answer);
    context.line(sentence);
    const QString made = answer.value(QStringLiteral("password")).toString();
    if (!made.isEmpty()) {
        context.line(QStringLiteral("Password, shown only now: %1").arg(printable(made)));
    }
    return 0;
}

} // namespace

UserCommands::UserCommands(CommandTree &tree)
{
    Command group = tree.group("user", "Who may send with a user name and a password");
    const auto nameOf = [this](Command command) {
        command.option("NAME", m_name, "The user's name").required();
    };
    tree.command(group, "list", "All users",
                 [this](const CommandContext &context) { return list(context); });
    Command adding =
        tree.change(group, "add",
                    "Add a user; without a password option the server makes a password and it is "
                    "printed once",
                    [this](const CommandContext &context) { return add(context); });
    nameOf(adding);
    m_password.addTo(adding);
    nameOf(tree.change(group, "remove", "Remove a user for good",
                       [this](const CommandContext &context) { return remove(context); }));
    Command setting =
        tree.change(group, "set-password",
                    "Give a user another password; without a password option the server makes one",
                    [this](const CommandContext &context) { return setPassword(context); });
    nameOf(setting);
    m_password.addTo(setting);
    nameOf(
        tree.change(group, "enable", "Let a user send again",
                    [this](const CommandContext &context) { return setEnabled(context, true); }));
    nameOf(
        tree.change(group, "disable", "Refuse a user's logins; the user stays in the list",
                    [this](const CommandContext &context) { return setEnabled(context, false); }));
}

Attempt<QJsonObject> UserCommands::parameters() const
{
    if (const Result<void> valid = validateAccountName(name()); !valid)
        return usage(valid.error());
    QJsonObject params{{QStringLiteral("name"), name()}};
    if (m_password.isGiven()) {
        const Attempt<QString> password = m_password.read();
        if (!password)
            return password.error();
        params.insert(QStringLiteral("password"), password.value());
    }
    return params;
}

Outcome UserCommands::list(const CommandContext &context) const
{
    const auto answer = context.list(QStringLiteral("user.list"));
    if (!answer)
        return answer.error();
    if (context.isJson)
        return context.printJson(answer.value());
    const auto users = readValues<SmtpUser>(answer.value(), QStringLiteral("items"));
    if (!users)
        return users.error();
    if (users->isEmpty()) {
        context.line(QStringLiteral("There are no SMTP users: nobody can log in to send."));
        return 0;
    }
    TextTable table({QStringLiteral("NAME"), QStringLiteral("STATE"), QStringLiteral("LAST LOGIN"),
                     QStringLiteral("CHANGED")});
    for (const SmtpUser &user : users.value()) {
        table.add({user.name, user.enabled ? QStringLiteral("on") : QStringLiteral("off"),
                   lastUseText(user), changeText(user.changedAt, user.changedBy)});
    }
    table.print(context.out());
    return 0;
}

Outcome UserCommands::add(const CommandContext &context) const
{
    const Attempt<QJsonObject> params = parameters();
    if (!params)
        return params.error();
    const auto answer = context.change(QStringLiteral("user.add"), params.value());
    if (!answer)
        return answer.error();
    return printPassword(context, answer.value(),
                         QStringLiteral("%1 may now send with a login.").arg(name()));
}

Outcome UserCommands::remove(const CommandContext &context) const
{
    const auto answer =
        context.change(QStringLiteral("user.remove"), {{QStringLiteral("name"), name()}});
    if (!answer)
        return answer.error();
    return context.done(answer.value(), QStringLiteral("Removed %1.").arg(printable(name())));
}

Outcome UserCommands::setPassword(const CommandContext &context) const
{
    const Attempt<QJsonObject> params = parameters();
    if (!params)
        return params.error();
    const auto answer = context.change(QStringLiteral("user.set-password"), params.value());
    if (!answer)
        return answer.error();
    return printPassword(context, answer.value(),
                         QStringLiteral("%1 has a new password.").arg(name()));
}

Outcome UserCommands::setEnabled(const CommandContext &context, bool isEnabled) const
{
    const auto answer =
        context.change(isEnabled ? QStringLiteral("user.enable") : QStringLiteral("user.disable"),
                       {{QStringLiteral("name"), name()}});
    if (!answer)
        return answer.error();
    return context.done(answer.value(),
                        (isEnabled ? QStringLiteral("%1 may send again.")
                                   : QStringLiteral("%1's logins are refused from now on."))
                            .arg(printable(name())));
}

} // namespace postern::ctl
