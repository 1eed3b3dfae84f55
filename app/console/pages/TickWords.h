// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace postern
{

/// What is ticked, in words: nothing is changed that was not named before.
namespace TickWords
{
/// "a, b, c"; where there are more than eight, the eighth is followed by how many others.
[[nodiscard]] QString names(const QStringList &names);
/// Beside the buttons: "2 of 9 ticked", and how many of these the filter hides. `ticked` is above
/// 0.
[[nodiscard]] QString count(int ticked, int hidden, int total);
/// For a question about `all` rows, those of these names hidden by the filter: a sentence that
/// names them, or nothing.
[[nodiscard]] QStringList hidden(const QStringList &hiddenNames, qsizetype all);
} // namespace TickWords

} // namespace postern
