// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/support/EntranceConsole.h"

namespace postern::test
{

/// Each test function finds a console at its start view and a real posternd, which do not know each
/// other yet.
class EntranceTest : public QObject
{
    Q_OBJECT

protected:
    static constexpr int patienceMs = EntranceConsole::patienceMs;
    std::unique_ptr<EntranceConsole> m_console;

private slots:
    void init();
    void cleanup() { m_console.reset(); }
};

} // namespace postern::test
