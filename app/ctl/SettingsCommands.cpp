// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/SettingsCommands.h"

#include "app/ctl/TextTable.h"
#include "app/ctl/Wording.h"
#include "shared/model/SettingItem.h"

namespace postern::ctl
{

SettingsCommands::SettingsCommands(CommandTree &tree)
{
    Command group =
        tree.group("settings", "What may be changed while the server runs; takes effect at once");
    tree.command(group, "list", "All settings with their values",
                 [this](const CommandContext &context) { return list(context); });
    tree.command(group, "get", "The value of one setting",
                 [this](const CommandContext &context) { return get(context); })
        .option("KEY", m_key, "The setting's key, such as smtp.message-size")
        .required();
    Command setting = tree.change(group, "set", "Give a setting a value",
                                  [this](const CommandContext &context) { return set(context); });
    setting.option("KEY", m_key, "The setting's key").required();
    setting.option("VALUE", m_value, "30s, 5m, 12h, 30d; 64KiB, 25MiB; on, off; ...").required();
    tree.change(group, "reset", "Give a setting its default again",
                [this](const CommandContext &context) { return reset(context); })
        .option("KEY", m_key, "The setting's key")
        .required();
}

QJsonObject SettingsCommands::key() const
{
    return {{QStringLiteral("key"), QString::fromStdString(m_key)}};
}

Outcome SettingsCommands::list(const CommandContext &context) const
{
    const auto answer = context.list(QStringLiteral("settings.list"));
    if (!answer)
        return answer.error();
    if (context.isJson)
        return context.printJson(answer.value());
    const auto items = readValues<SettingItem>(answer.value(), QStringLiteral("items"));
    if (!items)
        return items.error();
    TextTable table({QStringLiteral("KEY"), QStringLiteral("VALUE"), QStringLiteral("DEFAULT"),
                     QStringLiteral("MEANING")});
    for (const SettingItem &item : items.value())
        table.add({item.key, item.value, item.defaultValue, item.description});
    table.print(context.out());
    return 0;
}

Outcome SettingsCommands::get(const CommandContext &context) const
{
    const auto answer = context.call(QStringLiteral("settings.get"), key());
    if (!answer)
        return answer.error();
    const QJsonObject item = answer->value(QStringLiteral("item")).toObject();
    return context.done(answer.value(), printable(item.value(QStringLiteral("value")).toString()));
}

Outcome SettingsCommands::set(const CommandContext &context) const
{
    QJsonObject params = key();
    params.insert(QStringLiteral("value"), QString::fromStdString(m_value));
    const auto answer = context.change(QStringLiteral("settings.set"), params);
    if (!answer)
        return answer.error();
    return printItem(context, answer.value());
}

Outcome SettingsCommands::reset(const CommandContext &context) const
{
    const auto answer = context.change(QStringLiteral("settings.reset"), key());
    if (!answer)
        return answer.error();
    return printItem(context, answer.value());
}

Outcome SettingsCommands::printItem(const CommandContext &context, const QJsonObject &answer) const
{
    const auto item = readValue<SettingItem>(answer, QStringLiteral("item"));
    if (!item)
        return item.error();
    return context.done(
        answer, QStringLiteral("%1 is %2 now.").arg(printable(item->key), printable(item->value)));
}

} // namespace postern::ctl
