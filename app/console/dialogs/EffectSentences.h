// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace postern
{

/// What the answer of whitelist.preview says will happen: at most `most` effects, a sentence each,
/// and one more sentence that counts the others, those included that the server only counted and
/// those of a newer server that cannot be read.
[[nodiscard]] QStringList effectSentences(const QJsonObject &answer, qsizetype most);

} // namespace postern
