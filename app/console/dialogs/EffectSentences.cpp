// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/EffectSentences.h"

#include "shared/control/ValueCodec.h"
#include "shared/model/Effect.h"

#include <QCoreApplication>

namespace postern
{

QStringList effectSentences(const QJsonObject &answer, qsizetype most)
{
    QStringList sentences;
    const QJsonArray effects = answer.value(QStringLiteral("effects")).toArray();
    for (const QJsonValue &value : effects) {
        const Result<Effect> effect =
            control::fromJson<Effect>(value.toObject(), QStringLiteral("effect"));
        if (effect.ok() && sentences.size() < most)
            sentences.append(effectSentence(*effect));
    }
    const qint64 others =
        effects.size() - sentences.size() + answer.value(QStringLiteral("moreEffects")).toInteger();
    if (others > 0) {
        sentences.append(QCoreApplication::translate("postern::EffectSentences", "And %n more.",
                                                     "effects of a change", int(others)));
    }
    return sentences;
}

} // namespace postern
