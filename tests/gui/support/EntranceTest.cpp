// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/EntranceTest.h"

namespace postern::test
{

void EntranceTest::init()
{
    m_console = std::make_unique<EntranceConsole>();
    m_console->startServer();
    m_console->openConsole();
}

} // namespace postern::test
