// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/ColorRole.h"
#include "shared/Result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace postern
{

/// What the command line of `postern` says.
struct ConsoleOptions
{
    QString pairFile;     ///< file with a pairing link, "-" for standard input; empty: none
    QString link;         ///< postern:// link of the desktop's handler: only asks first
    QString settingsFile; ///< where the saved servers stand; empty: the desktop's place
    QString language;     ///< "de"; empty: the system's
    std::optional<ColorScheme> colorScheme;

    /// `arguments` with the program's name first; an error is a sentence for standard error.
    [[nodiscard]] static Result<ConsoleOptions> parse(const QStringList &arguments);
    /// The whole text of --help.
    [[nodiscard]] static QString helpText();
};

} // namespace postern
