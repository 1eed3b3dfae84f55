// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace postern::test
{

/// What is shown in `window`, takes the focus by Tab or shows the hand of something to click, and
/// lacks an object name or something that a screen reader could call it.
[[nodiscard]] QStringList nameless(const QWidget &window);

} // namespace postern::test
