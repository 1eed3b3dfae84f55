// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandContext.h"
#include "shared/model/Explanation.h"
#include "shared/model/WhitelistEntry.h"

namespace postern::ctl
{

/// The whitelist for people: tables, one entry, what a change does, and explanations.
class WhitelistPrinter
{
public:
    explicit WhitelistPrinter(const CommandContext &context) : m_context(context) {}

    [[nodiscard]] Outcome table(const QList<WhitelistEntry> &entries) const;
    [[nodiscard]] Outcome entry(const WhitelistEntry &entry) const;
    /// The answer to a change: `deed` and the entry, then its effects; or all of it with --json.
    [[nodiscard]] Outcome change(const QJsonObject &answer, const QString &deed) const;
    /// The same for what was written into an entry, which may be switched off.
    [[nodiscard]] Outcome written(const QJsonObject &answer, const QString &deed) const;
    [[nodiscard]] Outcome effects(const QJsonObject &answer) const;
    [[nodiscard]] Outcome explanation(const QString &address, const Explanation &explanation) const;

private:
    const CommandContext &m_context;
};

} // namespace postern::ctl
