// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/dialogs/Dialog.h"

class QAction;

namespace postern
{

/// The keys of the page in front and of the window, each with what it does.
class ShortcutsDialog : public Dialog
{
    Q_OBJECT

public:
    struct Line
    {
        QString key; ///< as the desktop writes it: "Ctrl+N"
        QString what;
    };

    ShortcutsDialog(Theme &theme, const QList<Line> &lines);

    /// The key is the action's shortcut, or what its text names after a tab; empty without one.
    [[nodiscard]] static Line lineOf(const QAction &action);
};

} // namespace postern
