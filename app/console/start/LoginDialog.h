// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "app/console/dialogs/Dialog.h"

namespace postern
{

class FormField;

/// Name and password for a server that is trusted. Stands over whatever is open when a session has
/// ended. Closes by itself once signed in; abandoned() when it is closed before.
class LoginDialog : public Dialog
{
    Q_OBJECT

public:
    LoginDialog(Theme &theme, ServerConnection &connection, bool isSessionOver);

    void requestClose() override;

signals:
    void abandoned();

private:
    void updateButton();
    void signIn();
    void onStateChanged(ServerConnection::State state);
    void onFailed(const Error &error);

    ServerConnection &m_connection;
    FormField *m_nameField;
    FormField *m_passwordField;
    Button *m_signInButton;
};

} // namespace postern
