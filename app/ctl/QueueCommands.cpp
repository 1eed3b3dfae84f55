// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/QueueCommands.h"

#include "app/ctl/QueuePrinter.h"
#include "app/ctl/WhitelistLookup.h"
#include "app/ctl/Wording.h"

#include <QJsonArray>

namespace postern::ctl
{

namespace
{

/// `option`, without dashes, is where the text stands.
Failure usageOf(const QString &option, Error error)
{
    error.field = option;
    return usage(error);
}

} // namespace

QueueCommands::QueueCommands(CommandTree &tree)
{
    Command group = tree.group("queue", "Messages that wait, and what became of the others");
    Command listing = tree.command(group, "list", "Messages with the state of each recipient",
                                   [this](const CommandContext &context) { return list(context); });
    addFilter(listing);
    listing.option("--state", m_state, "queued, deferred, held, delivered, failed or removed")
        .typeName("STATE")
        .oneOf({"queued", "deferred", "held", "delivered", "failed", "removed"});
    listing.flag("--all", m_isDoneIncluded, "Also messages that have left");
    listing.option("--limit", m_limit, "At most N messages, the newest").typeName("N").positive();
    tree.command(group, "show", "One message with every attempt to deliver it",
                 [this](const CommandContext &context) { return show(context); })
        .option("ID", m_id, "The queue id, as in the 250 reply and the log")
        .required();
    declareDeed(tree, group, "hold", "Keep messages back until they are released",
                {QStringLiteral("queue.hold"), QStringLiteral("%1 held."),
                 QStringLiteral("%1 would be held.")});
    declareDeed(tree, group, "release", "Send held messages on",
                {QStringLiteral("queue.release"), QStringLiteral("%1 released."),
                 QStringLiteral("%1 would be released.")});
    declareDeed(tree, group, "retry", "Try deferred messages now",
                {QStringLiteral("queue.retry"), QStringLiteral("%1 due now."),
                 QStringLiteral("%1 would be due now.")});
    declareDeed(tree, group, "remove", "Remove messages for good; nobody is told",
                {QStringLiteral("queue.remove"), QStringLiteral("%1 removed."),
                 QStringLiteral("%1 would be removed.")});
}

void QueueCommands::addFilter(Command command)
{
    command.option("ID", m_ids, "Queue ids");
    command.option("--client", m_client, "From this client address or range").typeName("ADDRESS");
    command.option("--entry", m_entry, "Let in by the whitelist entry with this address")
        .typeName("ADDRESS");
    command.option("--user", m_user, "Sent by this SMTP user").typeName("NAME");
    command.option("--from", m_sender, "With this envelope sender").typeName("SENDER");
    command.option("--to", m_recipient, "With this envelope recipient").typeName("RECIPIENT");
}

void QueueCommands::declareDeed(CommandTree &tree, Command group, const char *name,
                                const char *description, const Deed &deed)
{
    Command command =
        tree.change(group, name, description, [this, deed](const CommandContext &context) {
            return carryOut(context, deed);
        });
    addFilter(command);
    command.flag("--dry-run", m_isDryRun, "Only say how many it would be");
}

Attempt<QJsonObject> QueueCommands::filter(const CommandContext &context) const
{
    QJsonObject filter;
    const auto insert = [&filter](const QString &field, const std::string &value) {
        if (!value.empty())
            filter.insert(field, QString::fromStdString(value));
    };
    if (!m_ids.empty()) {
        QJsonArray ids;
        for (const std::string &id : m_ids)
            ids.append(QString::fromStdString(id));
        filter.insert(QStringLiteral("ids"), ids);
    }
    insert(QStringLiteral("user"), m_user);
    insert(QStringLiteral("sender"), m_sender);
    insert(QStringLiteral("recipient"), m_recipient);
    insert(QStringLiteral("state"), m_state);
    if (m_isDoneIncluded)
        filter.insert(QStringLiteral("includeDone"), true);
    if (!m_client.empty()) {
        const Result<AddressRange> client = AddressRange::parse(QString::fromStdString(m_client));
        if (!client)
            return usageOf(QStringLiteral("client"), client.error());
        filter.insert(QStringLiteral("client"), client->toString());
    }
    if (!m_entry.empty()) {
        const auto entries = WhitelistLookup(context).findAll({m_entry});
        if (!entries && entries.error().code == ExitCode::Usage)
            return usageOf(QStringLiteral("entry"), entries.error().error);
        if (!entries)
            return entries.error();
        filter.insert(QStringLiteral("entry"), entries->first().id);
    }
    return filter;
}

Outcome QueueCommands::list(const CommandContext &context) const
{
    const Attempt<QJsonObject> wanted = filter(context);
    if (!wanted)
        return wanted.error();
    const auto answer = context.list(QStringLiteral("queue.list"),
                                     {{QStringLiteral("filter"), wanted.value()}}, m_limit);
    if (!answer)
        return answer.error();
    if (context.isJson)
        return context.printJson(answer.value());
    const auto items = readValues<QueueItem>(answer.value(), QStringLiteral("items"));
    if (!items)
        return items.error();
    return QueuePrinter(context).table(items.value());
}

Outcome QueueCommands::show(const CommandContext &context) const
{
    const auto answer = context.call(QStringLiteral("queue.show"),
                                     {{QStringLiteral("id"), QString::fromStdString(m_id)}});
    if (!answer)
        return answer.error();
    if (context.isJson)
        return context.printJson(answer.value());
    const auto item = readValue<QueueItem>(answer.value(), QStringLiteral("item"));
    if (!item)
        return item.error();
    return QueuePrinter(context).item(item.value());
}

Outcome QueueCommands::carryOut(const CommandContext &context, const Deed &deed) const
{
    const Attempt<QJsonObject> wanted = filter(context);
    if (!wanted)
        return wanted.error();
    if (wanted->isEmpty()) {
        return usage(QStringLiteral("Say which messages: their ids, or --client, --entry, --user, "
                                    "--from or --to."));
    }
    const auto answer = context.change(deed.method, {{QStringLiteral("filter"), wanted.value()},
                                                     {QStringLiteral("dryRun"), m_isDryRun}});
    if (!answer)
        return answer.error();
    const QString recipients = counted(answer->value(QStringLiteral("changed")).toInteger(),
                                       QStringLiteral("recipient"), QStringLiteral("recipients"));
    return context.done(answer.value(), (m_isDryRun ? deed.wouldBe : deed.done).arg(recipients));
}

} // namespace postern::ctl
