// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace CLI
{
class App;
}

namespace postern::ctl
{

/// docs/posternctl.md, made from the declared commands: a heading and the help text of each.
class Reference
{
public:
    explicit Reference(const CLI::App &root) : m_root(root) {}

    [[nodiscard]] QString toMarkdown() const;

private:
    const CLI::App &m_root;
};

} // namespace postern::ctl
