// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace postern
{

/// Makes the program speak `language` ("de", "en"), or the system's when that is empty: its own
/// texts, Qt's texts, and how dates and numbers are written. A language that there is no
/// translation for is English. Once, after the QApplication and before the first window.
void speak(const QString &language);

} // namespace postern
