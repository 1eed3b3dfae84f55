// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/Service.h"
#include "shared/net/AddressRange.h"

#include <QList>
#include <QString>

namespace postern
{

/// What a change of the whitelist will do to the clients of one range: the decision before and
/// after. The words are chosen at the edge (effectSentence() in English; the console has the same
/// through tr()).
struct Effect
{
    enum class Kind
    {
        Gains,       ///< "gains": services that were off are on afterwards
        Loses,       ///< "loses": services that were on are off afterwards
        Replaces,    ///< "replaces": lies inside a wider entry and decides instead of it for these
                     ///< addresses
        FallsUnder,  ///< "falls-under": afterwards a wider entry decides
        FallsToNone, ///< "falls-to-none": afterwards no entry decides; the clients are unlisted
        ExceptInside ///< "except-inside": a narrower entry inside keeps deciding for its part
    };

    Kind kind = Kind::Replaces;
    AddressRange range;      ///< whose clients
    AddressRange otherRange; ///< the wider or narrower entry it is about, where there is one
    QString otherDescription;
    Services gained; ///< what they may afterwards and could not before
    Services lost;   ///< what they could and may not any more
    Services after;  ///< all that they may afterwards
    friend bool operator==(const Effect &, const Effect &) = default;
};
[[nodiscard]] QString effectKindName(Effect::Kind kind);
[[nodiscard]] std::optional<Effect::Kind> effectKindFromName(QStringView name);
/// One plain sentence (translatable, context "Effect").
[[nodiscard]] QString effectSentence(const Effect &effect);

} // namespace postern
