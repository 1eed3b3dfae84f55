// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "app/console/dialogs/Dialog.h"

namespace postern
{

class FingerprintWell;
class FormField;

/// First contact without a link: host and port, then the key that answered is compared with the
/// server's own output (its last eight digits are typed), and only then can a password be typed.
/// Closes once signed in.
class AddressDialog : public Dialog
{
    Q_OBJECT

public:
    AddressDialog(Theme &theme, ServerConnection &connection);

    /// Fills the fields in and asks the server at once; used for a saved server without a key.
    void setAddress(const ServerProfile &profile);
    void requestClose() override;

signals:
    void abandoned();
    void linkWanted();

private:
    void makeAddressRow();
    void makeKey();
    void makeButtons();
    void onAddressEdited();
    void onTailEdited();
    void goOn();
    void askServer();
    void signIn();
    void updateState();
    void onStateChanged(ServerConnection::State state);
    void onFailed(const Error &error);
    [[nodiscard]] bool hasKey() const { return !m_shownKey.isEmpty(); }
    [[nodiscard]] bool isConfirmed() const;

    ServerConnection &m_connection;
    QByteArray m_shownKey;
    bool m_isSigningIn = false;
    FormField *m_hostField = nullptr;
    FormField *m_portField = nullptr;
    FingerprintWell *m_well = nullptr;
    FormField *m_tailField = nullptr;
    FormField *m_nameField = nullptr;
    FormField *m_passwordField = nullptr;
    Button *m_goOnButton = nullptr;
};

} // namespace postern
