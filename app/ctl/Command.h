// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI
{
class App;
class Option;
} // namespace CLI

namespace postern::ctl
{

/// One option or argument of a command while it is declared. With Command the only place that
/// knows the command line library, which takes long to compile. A cheap handle.
class Option
{
public:
    explicit Option(CLI::Option *option) : m_option(option) {}

    Option &required();
    /// What help shows for the value: "FILE".
    Option &typeName(const char *name);
    Option &oneOf(const std::vector<std::string> &values);
    Option &positive();
    Option &notNegative();
    /// Help shows the value that the variable has now.
    Option &showDefault();
    Option &excludes(const Option &other);
    Option &needs(const Option &other);
    /// The heading under which help shows it.
    Option &group(const char *heading);

private:
    CLI::Option *m_option;
};

/// A command, or a group of commands, while it is declared. Names with dashes are options, others
/// arguments. The variables are filled when the arguments are read and must outlive that. A cheap
/// handle.
class Command
{
public:
    explicit Command(CLI::App &app) : m_app(&app) {}

    Option option(const char *name, std::string &value, const char *help);
    Option option(const char *name, std::optional<std::string> &value, const char *help);
    Option option(const char *name, std::vector<std::string> &values, const char *help);
    Option option(const char *name, int &value, const char *help);
    Option option(const char *name, std::optional<qint64> &value, const char *help);
    Option flag(const char *name, bool &value, const char *help);

    /// Something that has commands, of which one must be named.
    Command addGroup(const char *name, const char *description);
    Command addCommand(const char *name, const char *description, std::function<void()> chosen);

private:
    CLI::App *m_app;
};

} // namespace postern::ctl
