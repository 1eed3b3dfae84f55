// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/dialogs/Dialog.h"

namespace postern
{

/// Shows a password that the server made, this once, with a button that copies it.
class PasswordDialog : public Dialog
{
    Q_OBJECT

public:
    PasswordDialog(Theme &theme, const QString &userName, const QString &password);
};

} // namespace postern
