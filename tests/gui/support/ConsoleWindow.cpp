// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/ConsoleWindow.h"

#include <QApplication>
#include <QStyleFactory>

namespace postern::test
{

namespace
{

QFont useFont(int pixels)
{
    QFont font(QStringLiteral("Inter"));
    font.setPixelSize(pixels);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(font);
    return font;
}

} // namespace

ConsoleWindow::ConsoleWindow(ColorScheme scheme, int fontPixels, std::function<UtcMs()> clock)
    : m_clock(std::move(clock)), m_theme(scheme, useFont(fontPixels)),
      m_window(m_theme, m_connection, m_clock)
{
    m_theme.setReducedMotion(true);
    QApplication::setPalette(m_theme.palette());
    m_connection.setReconnectDelays(10, 40);
    useWindow(m_window);
}

PageContext ConsoleWindow::pageContext()
{
    return {m_theme, m_connection, m_window.dialogs(), m_clock};
}

bool ConsoleWindow::reaches(ServerConnection::State state, int patienceMs) const
{
    return QTest::qWaitFor([this, state] { return m_connection.state() == state; }, patienceMs);
}

} // namespace postern::test
