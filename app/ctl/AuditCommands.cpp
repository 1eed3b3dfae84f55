// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/AuditCommands.h"

#include "app/ctl/TextTable.h"
#include "app/ctl/Wording.h"

namespace postern::ctl
{

AuditCommands::AuditCommands(CommandTree &tree)
{
    Command group = tree.group("audit", "Who changed what, and when; nothing can change it");
    tree.command(group, "list", "The newest records first; --json shows each before and after",
                 [this](const CommandContext &context) { return list(context); })
        .option("--limit", m_limit, "At most N records; 0 shows all")
        .typeName("N")
        .showDefault()
        .notNegative();
}

Outcome AuditCommands::list(const CommandContext &context) const
{
    const auto answer = context.list(QStringLiteral("audit.list"), {}, m_limit);
    if (!answer)
        return answer.error();
    if (context.isJson)
        return context.printJson(answer.value());
    const auto records = readValues<AuditRecord>(answer.value(), QStringLiteral("items"));
    if (!records)
        return records.error();
    TextTable table({QStringLiteral("WHEN"), QStringLiteral("WHO"), QStringLiteral("FROM"),
                     QStringLiteral("ACTION"), QStringLiteral("SUBJECT"), QStringLiteral("WHY")});
    for (const AuditRecord &record : records.value()) {
        table.add({timeText(record.at), record.who, record.from, record.action, record.subject,
                   record.why});
    }
    table.print(context.out());
    return 0;
}

} // namespace postern::ctl
