// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "app/console/MainWindow.h"
#include "app/console/dialogs/DialogHost.h"
#include "app/console/pages/Page.h"
#include "app/console/theme/Theme.h"
#include "tests/gui/support/Hands.h"

namespace postern::test
{

/// The real window in the Fusion style and a font of known width, with a connection that tries
/// again at once, and a person's hands on it. Which pages it has and which server answers is up to
/// whoever derives from it.
class ConsoleWindow : public Hands
{
public:
    [[nodiscard]] Theme &theme() { return m_theme; }
    [[nodiscard]] ServerConnection &connection() { return m_connection; }
    [[nodiscard]] MainWindow &window() { return m_window; }

protected:
    ConsoleWindow(ColorScheme scheme, int fontPixels, std::function<UtcMs()> clock);

    [[nodiscard]] PageContext pageContext();
    /// Within `patienceMs` milliseconds.
    [[nodiscard]] bool reaches(ServerConnection::State state, int patienceMs) const;

private:
    std::function<UtcMs()> m_clock;
    Theme m_theme;
    ServerConnection m_connection;
    MainWindow m_window;
};

} // namespace postern::test
