// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/support/ConsoleFixture.h"

#include <QDir>

#include <functional>

namespace postern::test
{

/// How the pictures of a round are taken, and what their names end with.
struct Shot
{
    QDir folder;
    QString suffix;
    ColorScheme scheme = ColorScheme::Light;
    int fontPixels = 13;
    QSize designedWindow{1280, 800};

    /// Gives the window its size.
    void fit(ConsoleFixture &console) const;
    void save(ConsoleFixture &console, const QString &scene) const;
};

/// The list of servers and the dialogs before it.
void drawStart(const Shot &shot);
/// A server that was trusted shows another key; `open` opens a console with a filled list.
void drawChangedKey(const Shot &shot, const std::function<bool(ConsoleFixture &)> &open);

} // namespace postern::test
