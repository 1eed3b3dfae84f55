// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Command.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace postern::ctl
{

Option &Option::required()
{
    m_option->required();
    return *this;
}

Option &Option::typeName(const char *name)
{
    m_option->type_name(name);
    return *this;
}

Option &Option::oneOf(const std::vector<std::string> &values)
{
    std::string list;
    for (const std::string &value : values)
        list += (list.empty() ? "" : ", ") + value;
    const auto check = [values, list](const std::string &text) {
        if (std::find(values.begin(), values.end(), text) != values.end())
            return std::string();
        return '"' + text + "\" is not one of " + list + ".";
    };
    m_option->check(CLI::Validator(check, "", ""));
    return *this;
}

Option &Option::positive()
{
    m_option->check(CLI::Range(1, 1'000'000'000).description(""));
    return *this;
}

Option &Option::notNegative()
{
    m_option->check(CLI::Range(0, 1'000'000'000).description(""));
    return *this;
}

Option &Option::showDefault()
{
    m_option->capture_default_str();
    return *this;
}

Option &Option::excludes(const Option &other)
{
    m_option->excludes(other.m_option);
    return *this;
}

Option &Option::needs(const Option &other)
{
    m_option->needs(other.m_option);
    return *this;
}

Option &Option::group(const char *heading)
{
    m_option->group(heading);
    return *this;
}

Option Command::option(const char *name, std::string &value, const char *help)
{
    return Option(m_app->add_option(name, value, help)->type_name("TEXT"));
}

Option Command::option(const char *name, std::optional<std::string> &value, const char *help)
{
    const auto fill = [&value](const std::string &text) { value = text; };
    return Option(m_app->add_option_function<std::string>(name, fill, help));
}

Option Command::option(const char *name, std::vector<std::string> &values, const char *help)
{
    return Option(m_app->add_option(name, values, help)->type_name("TEXT"));
}

Option Command::option(const char *name, int &value, const char *help)
{
    return Option(m_app->add_option(name, value, help));
}

Option Command::option(const char *name, std::optional<qint64> &value, const char *help)
{
    const auto fill = [&value](const long long &number) { value = number; };
    return Option(m_app->add_option_function<long long>(name, fill, help));
}

Option Command::flag(const char *name, bool &value, const char *help)
{
    return Option(m_app->add_flag(name, value, help));
}

Command Command::addGroup(const char *name, const char *description)
{
    CLI::App *group = m_app->add_subcommand(name, description);
    group->require_subcommand(1);
    group->fallthrough();
    return Command(*group);
}

Command Command::addCommand(const char *name, const char *description, std::function<void()> chosen)
{
    CLI::App *command = m_app->add_subcommand(name, description);
    command->fallthrough();
    command->callback(std::move(chosen));
    return Command(*command);
}

} // namespace postern::ctl
