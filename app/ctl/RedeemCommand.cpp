// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/RedeemCommand.h"

#include "app/ctl/PasswordOptions.h"
#include "app/ctl/ServerClient.h"
#include "shared/model/Accounts.h"

namespace postern::ctl
{

RedeemCommand::RedeemCommand(CommandTree &tree)
{
    Command redeeming = tree.command(
        tree.root(), "redeem",
        "Use a link of \"pair\": become the administrator it stands for, and print what --server "
        "needs from then on",
        [this](const CommandContext &context) { return run(context); });
    redeeming
        .option("--pair-file", m_linkFile,
                "The file whose first line is the link, or - for standard input; never an "
                "argument, because the link holds a secret")
        .typeName("FILE")
        .required();
    redeeming.option("--user", m_name, "The administrator's name").typeName("NAME").required();
    redeeming
        .option("--password-file", m_passwordFile,
                "The file whose first line is the password that the administrator will have")
        .typeName("FILE")
        .required();
}

Outcome RedeemCommand::run(const CommandContext &context) const
{
    const Attempt<QString> text =
        PasswordOptions::readFrom(QString::fromStdString(m_linkFile), QStringLiteral("link"));
    if (!text)
        return text.error();
    const Result<PairingLink> link = PairingLink::parse(text.value());
    if (!link)
        return usage(link.error());
    const QString name = QString::fromStdString(m_name);
    if (const Result<void> valid = validateAccountName(name); !valid)
        return usage(valid.error());
    const Attempt<QString> password = PasswordOptions::readFrom(
        QString::fromStdString(m_passwordFile), QStringLiteral("password"));
    if (!password)
        return password.error();
    if (const Result<void> valid = validatePassword(password.value()); !valid)
        return usage(valid.error());

    const Attempt<ServerProfile> profile =
        ServerClient().redeem(link.value(), name, password.value());
    if (!profile)
        return profile.error();
    const QString fingerprint = QString::fromLatin1(profile->fingerprint.toHex());
    const QJsonObject result{{QStringLiteral("server"), profile->address()},
                             {QStringLiteral("fingerprint"), fingerprint},
                             {QStringLiteral("user"), profile->userName}};
    if (context.isJson)
        return context.printJson(result);
    context.line(QStringLiteral("--server %1 --fingerprint %2 --user %3")
                     .arg(profile->address(), fingerprint, profile->userName));
    return 0;
}

} // namespace postern::ctl
