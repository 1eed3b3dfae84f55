// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/WhitelistCommands.h"

#include "app/ctl/TextTable.h"
#include "app/ctl/WhitelistLookup.h"
#include "app/ctl/WhitelistPrinter.h"
#include "app/ctl/Wording.h"
#include "shared/model/ChosenId.h"

#include <QJsonArray>

namespace postern::ctl
{

namespace
{

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

Attempt<AddressRange> parseRange(const std::string &address)
{
    const Result<AddressRange> range = AddressRange::parse(text(address));
    if (!range)
        return usage(range.error());
    return range.value();
}

constexpr const char *servicesHelp =
    "What the entry lifts, with commas between: smtp, smtp-auth-bypass, brute-force, console-login";
constexpr const char *expiresHelp =
    "When it ends: 2026-12-31 (with that day), 2026-12-31T18:00, a time from now such as 30d, or "
    "never";
constexpr const char *wideHelp = "Yes, a range this wide is meant";

} // namespace

WhitelistCommands::WhitelistCommands(CommandTree &tree)
{
    Command group = tree.group("whitelist", "Who may send without a login");
    declareChanges(tree, group);
    declareLooks(tree, group);
}

void WhitelistCommands::declareChanges(CommandTree &tree, Command group)
{
    Command adding =
        tree.change(group, "add", "Add an entry for an address, a CIDR block or a range a-b",
                    [this](const CommandContext &context) { return add(context); });
    adding.option("ADDRESS", m_address, "192.0.2.10, 10.0.0.0/24, 192.0.2.20-192.0.2.35, ...")
        .required();
    adding.option("--services", m_services, servicesHelp).typeName("LIST");
    adding.option("--description", m_description, "One line").typeName("TEXT");
    adding.option("--expires", m_expires, expiresHelp).typeName("DATE");
    adding.flag("--disabled", m_isDisabled, "Add it switched off");
    adding.flag("--confirm-wide", m_isWideConfirmed, wideHelp);

    Command updating =
        tree.change(group, "update", "Change an entry; what is not named stays",
                    [this](const CommandContext &context) { return update(context); });
    updating.option("ADDRESS", m_address, "The entry's address as it is now").required();
    updating.option("--address", m_newAddress, "Its new address or range").typeName("ADDRESS");
    updating.option("--services", m_services, servicesHelp).typeName("LIST");
    updating.option("--description", m_description, "One line").typeName("TEXT");
    updating.option("--expires", m_expires, expiresHelp).typeName("DATE");
    updating.option("--revision", m_revision, "Only if the entry still has this revision")
        .typeName("N");
    updating.flag("--confirm-wide", m_isWideConfirmed, wideHelp);

    tree.change(group, "enable", "Switch entries on",
                [this](const CommandContext &context) { return setEnabled(context, true); })
        .option("ADDRESS", m_addresses, "The entries' addresses")
        .required();
    tree.change(group, "disable", "Switch entries off; they stay in the list",
                [this](const CommandContext &context) { return setEnabled(context, false); })
        .option("ADDRESS", m_addresses, "The entries' addresses")
        .required();
    tree.change(group, "remove", "Remove entries for good: all that are named, or none",
                [this](const CommandContext &context) { return remove(context); })
        .option("ADDRESS", m_addresses, "The entries' addresses")
        .required();
}

void WhitelistCommands::declareLooks(CommandTree &tree, Command group)
{
    tree.command(group, "list", "All entries",
                 [this](const CommandContext &context) { return list(context); });
    tree.command(group, "show", "One entry with all that is known of it",
                 [this](const CommandContext &context) { return show(context); })
        .option("ADDRESS", m_address, "The entry's address")
        .required();

    Command explaining =
        tree.command(group, "explain", "What would happen to mail from an address, and why",
                     [this](const CommandContext &context) { return explain(context); });
    explaining.option("ADDRESS", m_address, "One address of a client").required();
    explaining.option("--from", m_sender, "Envelope sender").typeName("SENDER");
    explaining.option("--to", m_recipient, "Envelope recipient").typeName("RECIPIENT");
    explaining.flag("--tls", m_isTls, "As if the connection were encrypted");
    explaining
        .option("--listener", m_listener,
                "A listener's name, or a role: relay (as if nothing is given) or submission")
        .typeName("NAME");
    explaining.option("--as-user", m_user, "As if this SMTP user had logged in").typeName("NAME");
}

QJsonObject WhitelistCommands::requestFor(const WhitelistEntry &entry) const
{
    QJsonObject json{{QStringLiteral("address"), entry.range.toString()},
                     {QStringLiteral("description"), entry.description},
                     {QStringLiteral("services"), control::servicesToJson(entry.services)},
                     {QStringLiteral("enabled"), entry.enabled},
                     {QStringLiteral("expiresAt"), control::integerToJson(entry.expiresAt)}};
    if (!entry.id.isEmpty()) {
        json.insert(QStringLiteral("id"), entry.id);
        if (entry.revision != 0)
            json.insert(QStringLiteral("revision"), control::integerToJson(entry.revision));
    }
    QJsonObject params{{QStringLiteral("entry"), json}};
    if (m_isWideConfirmed)
        params.insert(QStringLiteral("confirmWide"), entry.range.toString());
    return params;
}

Attempt<WhitelistEntry> WhitelistCommands::changed(WhitelistEntry entry, UtcMs now) const
{
    if (m_services || entry.id.isEmpty()) {
        const Result<Services> services = parseServices(text(m_services.value_or("")));
        if (!services)
            return usage(services.error());
        entry.services = services.value();
    }
    if (m_description)
        entry.description = text(*m_description).trimmed();
    if (m_expires) {
        const Result<UtcMs> expiresAt = parseExpiry(text(*m_expires), now);
        if (!expiresAt)
            return usage(expiresAt.error());
        entry.expiresAt = expiresAt.value();
    }
    if (const Result<void> valid = validate(entry); !valid)
        return usage(valid.error());
    return entry;
}

Outcome WhitelistCommands::add(const CommandContext &context) const
{
    const Attempt<AddressRange> range = parseRange(m_address);
    if (!range)
        return range.error();
    WhitelistEntry entry;
    entry.range = range.value();
    entry.enabled = !m_isDisabled;
    Attempt<WhitelistEntry> filled = changed(entry, context.now);
    if (!filled)
        return filled.error();
    filled.value().id = newChosenId();
    const auto answer = context.change(QStringLiteral("whitelist.add"), requestFor(filled.value()));
    if (!answer)
        return answer.error();
    return WhitelistPrinter(context).written(answer.value(), QStringLiteral("Added"));
}

Outcome WhitelistCommands::update(const CommandContext &context) const
{
    const Attempt<AddressRange> range = parseRange(m_address);
    if (!range)
        return range.error();
    const Attempt<AddressRange> target = m_newAddress.empty() ? range : parseRange(m_newAddress);
    if (!target)
        return target.error();
    if (m_newAddress.empty() && !m_services && !m_description && !m_expires) {
        return usage({ErrorKind::Invalid,
                      QStringLiteral("Nothing is named that should change; give --address, "
                                     "--services, --description or --expires."),
                      {}});
    }
    // What is wrong with the options alone is said before the server is asked.
    WhitelistEntry draft;
    draft.id = QStringLiteral("draft");
    draft.range = target.value();
    draft.services = Service::Smtp;
    if (const Attempt<WhitelistEntry> checked = changed(draft, context.now); !checked)
        return checked.error();

    const Attempt<WhitelistEntry> current = WhitelistLookup(context).find(range.value());
    if (!current)
        return current.error();
    Attempt<WhitelistEntry> entry = changed(current.value(), context.now);
    if (!entry)
        return entry.error();
    entry.value().range = target.value();
    entry.value().revision = m_revision.value_or(current->revision);
    const auto answer =
        context.change(QStringLiteral("whitelist.update"), requestFor(entry.value()));
    if (!answer)
        return answer.error();
    return WhitelistPrinter(context).written(answer.value(), QStringLiteral("Changed"));
}

Outcome WhitelistCommands::setEnabled(const CommandContext &context, bool isEnabled) const
{
    const Attempt<QList<WhitelistEntry>> entries = WhitelistLookup(context).findAll(m_addresses);
    if (!entries)
        return entries.error();
    const QString method =
        isEnabled ? QStringLiteral("whitelist.enable") : QStringLiteral("whitelist.disable");
    for (const WhitelistEntry &entry : entries.value()) {
        const auto answer = context.change(
            method, {{QStringLiteral("id"), entry.id},
                     {QStringLiteral("revision"), control::integerToJson(entry.revision)}});
        if (!answer)
            return answer.error();
        const Outcome printed = WhitelistPrinter(context).change(
            answer.value(),
            isEnabled ? QStringLiteral("Switched on") : QStringLiteral("Switched off"));
        if (!printed)
            return printed;
    }
    return 0;
}

Outcome WhitelistCommands::remove(const CommandContext &context) const
{
    const Attempt<QList<WhitelistEntry>> entries = WhitelistLookup(context).findAll(m_addresses);
    if (!entries)
        return entries.error();
    QJsonArray named;
    QStringList ranges;
    for (const WhitelistEntry &entry : entries.value()) {
        named.append(
            QJsonObject{{QStringLiteral("id"), entry.id},
                        {QStringLiteral("revision"), control::integerToJson(entry.revision)}});
        ranges.append(entry.range.toString());
    }
    const auto answer =
        context.change(QStringLiteral("whitelist.remove"), {{QStringLiteral("entries"), named}});
    if (!answer)
        return answer.error();
    if (context.isJson)
        return context.printJson(answer.value());
    context.line(QStringLiteral("Removed %1.").arg(ranges.join(QStringLiteral(", "))));
    return WhitelistPrinter(context).effects(answer.value());
}

Outcome WhitelistCommands::list(const CommandContext &context) const
{
    const auto answer = context.list(QStringLiteral("whitelist.list"));
    if (!answer)
        return answer.error();
    if (context.isJson)
        return context.printJson(answer.value());
    const auto entries = readValues<WhitelistEntry>(answer.value(), QStringLiteral("items"));
    if (!entries)
        return entries.error();
    return WhitelistPrinter(context).table(entries.value());
}

Outcome WhitelistCommands::show(const CommandContext &context) const
{
    const Attempt<AddressRange> range = parseRange(m_address);
    if (!range)
        return range.error();
    const Attempt<WhitelistEntry> entry = WhitelistLookup(context).find(range.value());
    if (!entry)
        return entry.error();
    if (context.isJson)
        return context.printJson({{QStringLiteral("entry"), control::toJson(entry.value())}});
    return WhitelistPrinter(context).entry(entry.value());
}

Outcome WhitelistCommands::explain(const CommandContext &context) const
{
    const Result<IpAddress> address = IpAddress::parse(text(m_address));
    if (!address)
        return usage(address.error());
    QJsonObject params{{QStringLiteral("address"), address->toString()},
                       {QStringLiteral("tls"), m_isTls}};
    const auto insert = [&params](const QString &name, const std::string &value) {
        if (!value.empty())
            params.insert(name, text(value));
    };
    insert(QStringLiteral("sender"), m_sender);
    insert(QStringLiteral("recipient"), m_recipient);
    insert(QStringLiteral("listener"), m_listener);
    insert(QStringLiteral("user"), m_user);
    const auto answer = context.call(QStringLiteral("whitelist.explain"), params);
    if (!answer)
        return answer.error();
    if (context.isJson)
        return context.printJson(answer.value());
    const auto explanation = readValue<Explanation>(answer.value(), QStringLiteral("explanation"));
    if (!explanation)
        return explanation.error();
    return WhitelistPrinter(context).explanation(address->toString(), explanation.value());
}

} // namespace postern::ctl
