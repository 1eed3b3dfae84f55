// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/QueueItem.h"

#include <array>

namespace postern
{

namespace
{

struct StateName
{
    RecipientState state;
    QStringView name;
};

constexpr std::array stateNames{
    StateName{RecipientState::Queued, u"queued"},
    StateName{RecipientState::Deferred, u"deferred"},
    StateName{RecipientState::Held, u"held"},
    StateName{RecipientState::Delivered, u"delivered"},
    StateName{RecipientState::Failed, u"failed"},
    StateName{RecipientState::Removed, u"removed"},
};

} // namespace

QString recipientStateName(RecipientState state)
{
    for (const StateName &row : stateNames) {
        if (row.state == state)
            return row.name.toString();
    }
    return {};
}

std::optional<RecipientState> recipientStateFromName(QStringView name)
{
    for (const StateName &row : stateNames) {
        if (row.name == name)
            return row.state;
    }
    return std::nullopt;
}

} // namespace postern
