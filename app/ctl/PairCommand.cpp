// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/PairCommand.h"

#include "app/ctl/Wording.h"
#include "shared/model/Accounts.h"

namespace postern::ctl
{

PairCommand::PairCommand(CommandTree &tree)
{
    Command pairing = tree.change(
        tree.root(), "pair",
        "Print a link with which one administrator makes first contact; it holds a one-time secret",
        [this](const CommandContext &context) { return run(context); });
    pairing
        .option("--host", m_host,
                "The name or address under which the administrator's computer reaches this "
                "server; with :PORT if that is not the control port's own")
        .typeName("NAME")
        .required();
    pairing.option("--admin", m_administrator, "The administrator's name; else they choose it")
        .typeName("NAME");
    pairing.option("--role", m_role, "auditor, operator or admin (as if nothing is given)")
        .typeName("ROLE")
        .oneOf({"auditor", "operator", "admin"});
}

Outcome PairCommand::run(const CommandContext &context) const
{
    QJsonObject params{{QStringLiteral("host"), QString::fromStdString(m_host)}};
    if (!m_administrator.empty()) {
        const QString name = QString::fromStdString(m_administrator);
        if (const Result<void> valid = validateAccountName(name); !valid)
            return usage(valid.error());
        params.insert(QStringLiteral("administrator"), name);
    }
    if (!m_role.empty())
        params.insert(QStringLiteral("role"), QString::fromStdString(m_role));
    const auto answer = context.change(QStringLiteral("pair.create"), params);
    if (!answer)
        return answer.error();
    if (context.isJson)
        return context.printJson(answer.value());
    const UtcMs expiresAt = answer->value(QStringLiteral("expiresAt")).toInteger();
    context.line(printable(answer->value(QStringLiteral("link")).toString()));
    context.line(QStringLiteral("Valid once, until %1. Whoever has it becomes the administrator.")
                     .arg(shortTimeText(expiresAt, context.now)));
    return 0;
}

} // namespace postern::ctl
