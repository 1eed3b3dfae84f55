// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/WhitelistPrinter.h"

#include "app/ctl/TextTable.h"
#include "app/ctl/Wording.h"
#include "shared/model/Effect.h"

namespace postern::ctl
{

namespace
{

QString sizeOf(const AddressRange &range)
{
    if (range.isSingle())
        return QStringLiteral("1 address");
    return QStringLiteral("%1 addresses, %2 to %3")
        .arg(range.sizeText(), range.first().toString(), range.last().toString());
}

} // namespace

Outcome WhitelistPrinter::table(const QList<WhitelistEntry> &entries) const
{
    if (entries.isEmpty()) {
        m_context.line(QStringLiteral("The whitelist is empty: nobody may send without a login."));
        return 0;
    }
    TextTable table({QStringLiteral("ADDRESS"), QStringLiteral("SERVICES"), QStringLiteral("STATE"),
                     QStringLiteral("CHANGED"), QStringLiteral("DESCRIPTION")});
    for (const WhitelistEntry &entry : entries) {
        table.add({entry.range.toString(), servicesText(entry.services),
                   entryStateText(entry, m_context.now),
                   entry.builtIn && entry.changedBy.isEmpty()
                       ? QStringLiteral("built in")
                       : changeText(entry.changedAt, entry.changedBy),
                   entry.description});
    }
    table.print(m_context.out());
    return 0;
}

Outcome WhitelistPrinter::entry(const WhitelistEntry &entry) const
{
    FieldList fields;
    fields.add(QStringLiteral("Address"), entry.range.toString());
    fields.add(QStringLiteral("Size"), sizeOf(entry.range));
    fields.add(QStringLiteral("Description"), entry.description);
    fields.add(QStringLiteral("Services"), servicesText(entry.services));
    fields.add(QStringLiteral("State"), entryStateText(entry, m_context.now));
    fields.add(QStringLiteral("Expires"), timeText(entry.expiresAt));
    fields.add(QStringLiteral("Built in"),
               entry.builtIn ? QStringLiteral("yes") : QStringLiteral("no"));
    fields.add(QStringLiteral("Created"), timeText(entry.createdAt));
    fields.add(QStringLiteral("Changed"), changeText(entry.changedAt, entry.changedBy));
    fields.add(QStringLiteral("Revision"), QString::number(entry.revision));
    fields.add(QStringLiteral("Id"), entry.id);
    fields.print(m_context.out());
    return 0;
}

Outcome WhitelistPrinter::change(const QJsonObject &answer, const QString &deed) const
{
    if (m_context.isJson)
        return m_context.printJson(answer);
    const auto entry = readValue<WhitelistEntry>(answer, QStringLiteral("entry"));
    if (!entry)
        return entry.error();
    m_context.line(QStringLiteral("%1 %2 (%3): %4.")
                       .arg(deed, entry->range.toString(), sizeOf(entry->range),
                            servicesText(entry->services)));
    const Outcome told = effects(answer);
    if (entry->services.testFlag(Service::SmtpAuthBypass)
        && !entry->services.testFlag(Service::Smtp)) {
        m_context.line(QStringLiteral("  Without the service smtp beside it, the connection limits "
                                      "of unlisted clients hold."));
    }
    return told;
}

Outcome WhitelistPrinter::written(const QJsonObject &answer, const QString &deed) const
{
    const Outcome told = change(answer, deed);
    if (!told || m_context.isJson)
        return told;
    const auto entry = readValue<WhitelistEntry>(answer, QStringLiteral("entry"));
    if (entry && !entry->enabled) {
        m_context.line(QStringLiteral("  It is switched off: nothing changes until \"posternctl "
                                      "whitelist enable %1\" switches it on.")
                           .arg(entry->range.toString()));
    }
    return told;
}

Outcome WhitelistPrinter::effects(const QJsonObject &answer) const
{
    const auto effects = readValues<Effect>(answer, QStringLiteral("effects"));
    if (!effects)
        return effects.error();
    for (const Effect &effect : effects.value())
        m_context.line(QStringLiteral("  ") + printable(effectSentence(effect)));
    const auto more = answer.value(QStringLiteral("moreEffects")).toInteger();
    if (more > 0)
        m_context.line(QStringLiteral("  and %1 more").arg(more));
    return 0;
}

Outcome WhitelistPrinter::explanation(const QString &address, const Explanation &explanation) const
{
    m_context.line(printable(explanation.sentence));
    FieldList facts;
    if (!explanation.reply.isEmpty())
        facts.add(QStringLiteral("Reply"), explanation.reply);
    facts.add(QStringLiteral("Verdict"),
              QStringLiteral("%1 (%2)").arg(explanation.verdict, explanation.reason));
    facts.print(m_context.out());

    m_context.line({});
    TextTable gates({QStringLiteral("GATE"), QStringLiteral("STATE"), QStringLiteral("WHY")});
    for (const ExplainGate &gate : explanation.gates)
        gates.add({gate.name, control::gateStateName(gate.state), gate.text});
    gates.print(m_context.out());

    m_context.line({});
    if (explanation.considered.isEmpty()) {
        m_context.line(QStringLiteral("No entry holds %1.").arg(address));
        return 0;
    }
    TextTable entries({QStringLiteral("ENTRY"), QStringLiteral("SERVICES"),
                       QStringLiteral("RESULT"), QStringLiteral("WHY")});
    for (const ConsideredEntry &considered : explanation.considered) {
        entries.add({considered.entry.range.toString(), servicesText(considered.entry.services),
                     considered.why, considered.text});
    }
    entries.print(m_context.out());
    return 0;
}

} // namespace postern::ctl
