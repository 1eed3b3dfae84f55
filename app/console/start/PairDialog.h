// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/PairingLink.h"
#include "app/connection/ServerConnection.h"
#include "app/console/dialogs/Dialog.h"

#include <QTimer>

#include <optional>

namespace postern
{

class FingerprintWell;
class FormField;

/// First contact by a pairing link: the link is pasted, the server answers and shows the link's
/// key, then name and password of the administrator that the link makes. Closes once signed in.
class PairDialog : public Dialog
{
    Q_OBJECT

public:
    PairDialog(Theme &theme, ServerConnection &connection);

    /// As if it were pasted; an answer is asked for at once.
    void setLink(const QString &text);
    void requestClose() override;

signals:
    void abandoned();
    /// There is no link: the way by host and port.
    void addressWanted();

private:
    void makeLinkStep();
    void makePasswordStep();
    void makeButtons();
    void showStep(bool isPassword);
    void onLinkEdited();
    void askServer();
    void goOn();
    void redeem();
    void updateButton();
    void onStateChanged(ServerConnection::State state);
    void onFailed(const Error &error);
    void refuseLink(const QString &sentence);
    void showKey(const QByteArray &fingerprint);
    [[nodiscard]] bool isAnswered() const;

    ServerConnection &m_connection;
    std::optional<PairingLink> m_link;
    bool m_isPasswordStep = false;
    QTimer m_askTimer;
    QWidget *m_linkStep = nullptr;
    FormField *m_linkField = nullptr;
    FingerprintWell *m_well = nullptr;
    ThemedLabel *m_keyNote = nullptr;
    FormField *m_nameField = nullptr;
    QWidget *m_passwordStep = nullptr;
    FormField *m_passwordField = nullptr;
    FormField *m_repeatField = nullptr;
    Button *m_wayButton = nullptr;
    Button *m_goOnButton = nullptr;
};

} // namespace postern
