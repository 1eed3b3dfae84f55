// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/start/Entrance.h"

#include "app/console/MainWindow.h"
#include "app/console/dialogs/DialogHost.h"
#include "app/console/dialogs/QuestionDialog.h"
#include "app/console/pages/Page.h"
#include "app/console/start/AddressDialog.h"
#include "app/console/start/CertificateDialog.h"
#include "app/console/start/LoginDialog.h"
#include "app/console/start/PairDialog.h"
#include "app/console/start/StartView.h"
#include "app/console/widgets/FingerprintWell.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QTimer>

namespace postern
{

Entrance::Entrance(Theme &theme, ServerConnection &connection, MainWindow &window,
                   const ProfileStore &profiles, QObject *parent)
    : QObject(parent), m_theme(theme), m_connection(connection), m_window(window),
      m_profiles(profiles), m_view(new StartView(theme, &window))
{
    window.setStartView(m_view);
    connect(m_view, &StartView::newWanted, this, [this] { pair({}); });
    connect(m_view, &StartView::connectWanted, this, &Entrance::connectTo);
    connect(m_view, &StartView::removeWanted, this, &Entrance::askToRemove);
    connect(&window, &MainWindow::signOutWanted, &connection, &ServerConnection::logout);
    connect(&window, &MainWindow::attentionWanted, this,
            [this] { onStateChanged(m_connection.state()); });
    connect(&connection, &ServerConnection::stateChanged, this, &Entrance::onStateChanged);
    connect(&connection, &ServerConnection::failed, this, &Entrance::onFailed);
}

void Entrance::start()
{
    showServers();
    m_window.setAtWork(false);
    m_view->takeFocus();
}

void Entrance::resume(bool atWork)
{
    showServers();
    m_window.setAtWork(atWork);
    if (!atWork)
        m_view->takeFocus();
}

void Entrance::showServers()
{
    const Result<QList<ServerProfile>> servers = m_profiles.load();
    m_view->setServers(servers.ok() ? servers.value() : QList<ServerProfile>(),
                       QDateTime::currentMSecsSinceEpoch());
    if (!servers.ok())
        complain(servers.error().text);
}

void Entrance::complain(const QString &sentence, const QString &detail)
{
    m_view->say(LiveLine::Voice::Error, sentence, detail);
}

void Entrance::connectTo(const ServerProfile &profile)
{
    m_view->say(LiveLine::Voice::Information, tr("Connecting to %1 …").arg(profile.address()));
    m_connection.connectTo(profile);
}

void Entrance::pair(const QString &linkText)
{
    m_connection.closeConnection();
    m_view->say(LiveLine::Voice::Meaning, {});
    auto *dialog = new PairDialog(m_theme, m_connection);
    m_firstContact = dialog;
    connect(dialog, &Dialog::closed, this, [this] { m_firstContact.clear(); });
    connect(dialog, &PairDialog::addressWanted, this, &Entrance::openAddress);
    if (!linkText.isEmpty())
        dialog->setLink(linkText);
    m_window.dialogs().open(dialog);
}

void Entrance::openAddress()
{
    auto *dialog = new AddressDialog(m_theme, m_connection);
    m_firstContact = dialog;
    connect(dialog, &Dialog::closed, this, [this] { m_firstContact.clear(); });
    connect(dialog, &AddressDialog::linkWanted, this, [this] { pair({}); });
    m_window.dialogs().open(dialog);
}

void Entrance::askToPair(const QString &linkText)
{
    const Result<PairingLink> link = PairingLink::parse(linkText);
    if (!link.ok()) {
        complain(link.error().text);
        return;
    }
    auto *question = new QuestionDialog(
        m_theme, QStringLiteral("linkQuestion"), tr("Connect to %1?").arg(link->host),
        {tr("A pairing link was opened for %1, port %2. Go on only if you asked for it; the key of "
            "that server must have this fingerprint:")
             .arg(link->host, QString::number(link->port))},
        tr("Connect"), Button::Kind::Secondary);
    auto *well = new FingerprintWell(m_theme, QStringLiteral("fingerprintWell"), question);
    well->setFingerprint(link->fingerprint);
    question->body()->addWidget(well);
    connect(question, &QuestionDialog::confirmed, this, [this, linkText] { pair(linkText); });
    m_window.dialogs().open(question);
}

void Entrance::askToRemove(const ServerProfile &profile)
{
    auto *question = new QuestionDialog(
        m_theme, QStringLiteral("removeServerQuestion"),
        tr("Remove %1 from the list?").arg(profile.address()),
        {tr("This console forgets its address and key. Nothing changes on the server.")},
        tr("Remove"));
    connect(question, &QuestionDialog::confirmed, this, [this, profile] {
        const Result<void> forgotten = m_profiles.forget(profile);
        showServers();
        if (!forgotten.ok())
            complain(forgotten.error().text);
    });
    m_window.dialogs().open(question);
}

void Entrance::onStateChanged(ServerConnection::State state)
{
    using State = ServerConnection::State;
    if (state == State::Connected) {
        onConnected();
        return;
    }
    if (state == State::Disconnected)
        leave();
    if (m_firstContact != nullptr)
        return;
    if (state == State::NeedsLogin)
        askLogin();
    else if (state == State::CertificateChanged)
        askAboutKey();
    else if (state == State::CertificateUnknown) {
        const ServerProfile profile = m_connection.profile();
        openAddress();
        static_cast<AddressDialog *>(m_firstContact.data())->setAddress(profile);
    }
}

void Entrance::onConnected()
{
    const Result<void> remembered =
        m_profiles.remember(m_connection.profile(), QDateTime::currentMSecsSinceEpoch());
    m_view->say(LiveLine::Voice::Meaning, {});
    if (!m_window.isAtWork()) {
        m_window.setAtWork(true);
        // Once the dialog that led here is closed and has given the focus back.
        QTimer::singleShot(0, this, [this] {
            if (m_window.currentPage() != nullptr && !m_window.dialogs().isOpen())
                m_window.currentPage()->activate(Qt::OtherFocusReason);
        });
    }
    if (!remembered.ok() && m_window.currentPage() != nullptr)
        m_window.currentPage()->showMessage(MessageBar::Kind::Warning, remembered.error().text);
}

void Entrance::onFailed(const Error &error)
{
    if (m_firstContact == nullptr && !m_window.isAtWork()
        && m_connection.state() == ServerConnection::State::Disconnected) {
        complain(error.text, error.data.value(QStringLiteral("detail")).toString());
    }
}

void Entrance::askLogin()
{
    if (m_login != nullptr)
        return;
    m_view->say(LiveLine::Voice::Meaning, {});
    m_login = new LoginDialog(m_theme, m_connection, m_window.isAtWork());
    connect(m_login, &Dialog::closed, this, [this] { m_login.clear(); });
    connect(m_login, &LoginDialog::abandoned, this, [this] {
        // At work the window stays as it is, with what is typed in it; the strip offers the login.
        if (!m_window.isAtWork())
            m_connection.closeConnection();
    });
    m_window.dialogs().open(m_login);
}

void Entrance::askAboutKey()
{
    if (m_certificate != nullptr)
        return;
    m_view->say(LiveLine::Voice::Meaning, {});
    m_certificate =
        new CertificateDialog(m_theme, m_connection.profile(), m_connection.serverFingerprint(),
                              QDateTime::currentMSecsSinceEpoch());
    connect(m_certificate, &Dialog::closed, this, [this] { m_certificate.clear(); });
    connect(m_certificate, &CertificateDialog::trustGiven, &m_connection,
            &ServerConnection::acceptFingerprint);
    connect(m_certificate, &CertificateDialog::refused, this, [this] {
        if (m_window.isAtWork())
            return;
        const QString host = m_connection.profile().host;
        m_connection.closeConnection();
        complain(tr("Not connected to %1: its key has changed.").arg(host));
    });
    m_window.dialogs().open(m_certificate);
}

void Entrance::leave()
{
    if (!m_window.isAtWork())
        return;
    showServers();
    m_window.setAtWork(false);
    m_view->takeFocus();
}

} // namespace postern
