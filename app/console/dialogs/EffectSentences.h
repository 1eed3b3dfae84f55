// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace postern
{

/// What the answer of whitelist.preview says will happen: at most `most` effects that change
/// something, a sentence each; one more sentence counts the others, those of a newer server that
/// cannot be read included. What changes nothing is counted in one sentence, and named if it is the
/// only one.
[[nodiscard]] QStringList effectSentences(const QJsonObject &answer, qsizetype most);

} // namespace postern
