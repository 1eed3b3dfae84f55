// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/policy/ChangeEffects.h"
#include "shared/control/ValueCodec.h"

#include <QJsonObject>

namespace postern::control
{

/// What a change does, as it stands in an answer: `effects`, and `moreEffects` when some of them
/// are counted alone.
[[nodiscard]] inline QJsonObject effectsAnswer(const policy::ChangeEffects &change)
{
    QJsonObject answer{{QStringLiteral("effects"), toJson(change.effects)}};
    if (change.more > 0)
        answer.insert(QStringLiteral("moreEffects"), change.more);
    return answer;
}

} // namespace postern::control
