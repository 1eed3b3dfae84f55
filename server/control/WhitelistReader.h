// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"
#include "shared/model/WhitelistEntry.h"

namespace postern::control
{

struct ControlContext;

/// Questions about the whitelist: what is on it, what a change would do, what would happen to a
/// client and why. Changes nothing.
class WhitelistReader
{
public:
    /// Entries of one preview: the work grows with the square of their number.
    static constexpr qsizetype mostPreviewed = 1000;

    explicit WhitelistReader(ControlContext &context) : m_context(context) {}

    [[nodiscard]] Result<QJsonObject> list(const Call &call);
    [[nodiscard]] Result<QJsonObject> get(const Call &call);
    [[nodiscard]] Result<QJsonObject> preview(const Call &call);
    [[nodiscard]] Result<QJsonObject> explain(const Call &call);

private:
    [[nodiscard]] Result<QJsonObject> previewPut(ObjectReader &reader, bool isNew);
    [[nodiscard]] Result<QJsonObject> previewSwitch(ObjectReader &reader, bool isEnabled);
    [[nodiscard]] Result<QJsonObject> previewRemoval(ObjectReader &reader);
    [[nodiscard]] Result<QList<WhitelistEntry>> find(const QStringList &ids);

    ControlContext &m_context;
};

} // namespace postern::control
