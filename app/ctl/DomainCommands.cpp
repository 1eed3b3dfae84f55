// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/DomainCommands.h"

#include "app/ctl/TextTable.h"
#include "app/ctl/Wording.h"

namespace postern::ctl
{

DomainCommands::DomainCommands(CommandTree &tree)
{
    Command group = tree.group("domain", "Accepted domains: whose mail is taken in from anybody");
    tree.command(group, "list", "All accepted domains",
                 [this](const CommandContext &context) { return list(context); });
    tree.change(group, "add",
                "Take in mail for a domain from anybody; where it goes is \"route set\"",
                [this](const CommandContext &context) { return add(context); })
        .option("NAME", m_name, "The domain, exactly this one and no subdomain")
        .required();
    tree.change(group, "remove",
                "Take in mail for a domain no more, except with a login or a bypass",
                [this](const CommandContext &context) { return remove(context); })
        .option("NAME", m_name, "The domain")
        .required();
}

Outcome DomainCommands::list(const CommandContext &context) const
{
    const auto answer = context.list(QStringLiteral("domain.list"));
    if (!answer)
        return answer.error();
    if (context.isJson)
        return context.printJson(answer.value());
    const auto domains = readValues<AcceptedDomain>(answer.value(), QStringLiteral("items"));
    if (!domains)
        return domains.error();
    if (domains->isEmpty()) {
        context.line(QStringLiteral("There are no accepted domains: nothing is taken in without a "
                                    "login or a bypass."));
        return 0;
    }
    TextTable table({QStringLiteral("DOMAIN"), QStringLiteral("ADDED")});
    for (const AcceptedDomain &domain : domains.value())
        table.add({domain.name, changeText(domain.createdAt, domain.createdBy)});
    table.print(context.out());
    return 0;
}

Outcome DomainCommands::add(const CommandContext &context) const
{
    const Result<QString> name = acceptedDomainName(QString::fromStdString(m_name));
    if (!name)
        return usage(name.error());
    const auto answer =
        context.change(QStringLiteral("domain.add"), {{QStringLiteral("name"), name.value()}});
    if (!answer)
        return answer.error();
    return context.done(answer.value(),
                        printable(answer->value(QStringLiteral("warning")).toString()));
}

Outcome DomainCommands::remove(const CommandContext &context) const
{
    const Result<QString> name = canonicalDomain(QString::fromStdString(m_name));
    if (!name)
        return usage(name.error());
    const auto answer =
        context.change(QStringLiteral("domain.remove"), {{QStringLiteral("name"), name.value()}});
    if (!answer)
        return answer.error();
    return context.done(
        answer.value(),
        QStringLiteral("Mail to %1 is no longer taken in from anybody.").arg(name.value()));
}

} // namespace postern::ctl
