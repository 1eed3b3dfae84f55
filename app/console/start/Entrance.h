// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ProfileStore.h"
#include "app/connection/ServerConnection.h"
#include "app/console/theme/Theme.h"

#include <QObject>
#include <QPointer>

namespace postern
{

class CertificateDialog;
class Dialog;
class LoginDialog;
class MainWindow;
class StartView;

/// The way in: leads from the list of servers through trust and login to the pages, and, when a
/// session ends or a key changes later, asks over whatever is open. Remembers a server once someone
/// has signed in there. All that it is given outlives it. GUI thread.
class Entrance : public QObject
{
    Q_OBJECT

public:
    Entrance(Theme &theme, ServerConnection &connection, MainWindow &window,
             const ProfileStore &profiles, QObject *parent = nullptr);

    /// Shows the saved servers.
    void start();
    /// In a window that was made anew, where the one before stood.
    void resume(bool atWork);
    /// First contact with this text as the pasted link.
    void pair(const QString &linkText);
    /// The same for a link from elsewhere (the desktop): shows host and fingerprint and asks first.
    void askToPair(const QString &linkText);
    /// A sentence in the start view: what of the command line could not be done.
    void complain(const QString &sentence, const QString &detail = {});

private:
    void showServers();
    void connectTo(const ServerProfile &profile);
    void openAddress();
    void askToRemove(const ServerProfile &profile);
    void onStateChanged(ServerConnection::State state);
    void onFailed(const Error &error);
    void onConnected();
    void askLogin();
    void askAboutKey();
    void leave();

    Theme &m_theme;
    ServerConnection &m_connection;
    MainWindow &m_window;
    ProfileStore m_profiles;
    StartView *m_view;
    QPointer<Dialog> m_firstContact; ///< leads trust and login itself while it is open
    QPointer<LoginDialog> m_login;
    QPointer<CertificateDialog> m_certificate;
};

} // namespace postern
