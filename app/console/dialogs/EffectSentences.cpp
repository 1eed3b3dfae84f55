// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/EffectSentences.h"

#include "shared/control/ValueCodec.h"
#include "shared/model/Effect.h"

#include <QCoreApplication>

namespace postern
{

namespace
{

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(postern::EffectSentences)
};

// Whether another entry decides afterwards is worth a sentence, whatever it lifts.
bool changesNothing(const Effect &effect)
{
    return effect.gained == Services() && effect.lost == Services()
           && effect.kind != Effect::Kind::FallsUnder;
}

void countOthers(QStringList &sentences, qint64 unchangedInside, qint64 unchanged)
{
    if (unchangedInside > 0) {
        sentences.append(Words::tr("Nothing changes for %Ln narrower entries inside.", nullptr,
                                   static_cast<int>(unchangedInside)));
    }
    if (unchanged > 0) {
        sentences.append(Words::tr("Nothing changes for %Ln other ranges.", nullptr,
                                   static_cast<int>(unchanged)));
    }
}

} // namespace

QStringList effectSentences(const QJsonObject &answer, qsizetype most)
{
    QStringList sentences;
    QStringList unchangedSentences;
    // The server names twenty narrower entries that keep deciding, and only counts the others.
    qint64 unchangedInside = answer.value(QStringLiteral("moreEffects")).toInteger();
    qint64 unchanged = 0;
    qint64 others = 0;
    const QJsonArray effects = answer.value(QStringLiteral("effects")).toArray();
    for (const QJsonValue &value : effects) {
        const Result<Effect> effect =
            control::fromJson<Effect>(value.toObject(), QStringLiteral("effect"));
        if (effect.ok() && changesNothing(*effect)) {
            ++(effect->kind == Effect::Kind::ExceptInside ? unchangedInside : unchanged);
            unchangedSentences.append(effectSentence(*effect));
        } else if (effect.ok() && sentences.size() < most) {
            sentences.append(effectSentence(*effect));
        } else {
            ++others;
        }
    }
    if (others > 0)
        sentences.append(
            Words::tr("And %Ln more.", "effects of a change", static_cast<int>(others)));
    // One alone has room to be named.
    if (unchangedInside + unchanged == 1 && unchangedSentences.size() == 1)
        return sentences + unchangedSentences;
    countOthers(sentences, unchangedInside, unchanged);
    return sentences;
}

} // namespace postern
