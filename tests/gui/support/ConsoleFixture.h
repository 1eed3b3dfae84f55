// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/pages/WhitelistPage.h"
#include "tests/gui/support/ConsoleWindow.h"
#include "tests/gui/support/ScriptedWhitelist.h"

namespace postern::test
{

/// The real window with the Security page, signed in as "ana" to a scripted server, and a person's
/// hands on it.
class ConsoleFixture : public ConsoleWindow
{
public:
    static constexpr UtcMs now = 1795521600000; ///< a fixed clock, 2026-11-24 12:00 UTC

    explicit ConsoleFixture(ColorScheme scheme = ColorScheme::Light, int fontPixels = 13);

    [[nodiscard]] ScriptedWhitelist &whitelist() { return *m_whitelist; }
    [[nodiscard]] FakeControlServer &server() { return *m_server; }
    /// A link to the running server; its code is worth nothing.
    [[nodiscard]] QString pairingLink() const;
    [[nodiscard]] WhitelistPage &page() { return *m_page; }

    /// Fills the whitelist as the pictures have it.
    void fillAsPictured();
    /// Opens the window, signs in, waits for the list. False when that does not happen.
    [[nodiscard]] bool open();
    /// The server goes away and comes back on the same port.
    void stopServer() { m_server->stop(); }
    [[nodiscard]] bool restartServer() { return m_server->start(m_port); }

    [[nodiscard]] QStringList addresses() const;

private:
    std::unique_ptr<FakeControlServer> m_server;
    std::unique_ptr<ScriptedWhitelist> m_whitelist;
    WhitelistPage *m_page = nullptr;
    TestCertificate m_certificate;
    quint16 m_port = 0;
};

} // namespace postern::test
