// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/start/AddressDialog.h"

#include "app/connection/Fingerprint.h"
#include "app/console/start/FingerprintTail.h"
#include "app/console/start/LoginAnswer.h"
#include "app/console/widgets/FingerprintWell.h"
#include "app/console/widgets/FormField.h"

#include <QBoxLayout>
#include <QIntValidator>

namespace postern
{

AddressDialog::AddressDialog(Theme &theme, ServerConnection &connection)
    : Dialog(theme, QStringLiteral("addressDialog"), tr("New server")), m_connection(connection)
{
    makeAddressRow();
    makeKey();
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.px(16));
    m_nameField = new FormField(theme, QStringLiteral("nameField"), tr("Your name"), this);
    m_passwordField = new FormField(theme, QStringLiteral("passwordField"), tr("Password"), this);
    m_passwordField->setPassword(true);
    row->addWidget(m_nameField, 1);
    row->addWidget(m_passwordField, 1);
    body()->addLayout(row);
    makeButtons();
    for (FormField *field : {m_nameField, m_passwordField}) {
        connect(field->field(), &QLineEdit::textEdited, this, [this, field] {
            field->clearAnswer();
            updateState();
        });
    }
    connect(&connection, &ServerConnection::stateChanged, this, &AddressDialog::onStateChanged);
    connect(&connection, &ServerConnection::failed, this, &AddressDialog::onFailed);
    setInitialFocus(m_hostField->field());
    updateState();
}

void AddressDialog::makeAddressRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(theme().px(16));
    m_hostField = new FormField(theme(), QStringLiteral("hostField"), tr("Host"), this);
    m_hostField->setRoomKept(true, 20);
    m_portField = new FormField(theme(), QStringLiteral("portField"), tr("Port"), this);
    m_portField->field()->setText(QString::number(ServerProfile().port));
    m_portField->field()->setValidator(new QIntValidator(1, 65535, m_portField));
    m_portField->field()->setMaximumWidth(theme().px(96));
    m_portField->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    row->addWidget(m_hostField, 1);
    row->addWidget(m_portField);
    body()->addLayout(row);
    connect(m_hostField->field(), &QLineEdit::textEdited, this, &AddressDialog::onAddressEdited);
    connect(m_portField->field(), &QLineEdit::textEdited, this, &AddressDialog::onAddressEdited);
}

void AddressDialog::makeKey()
{
    auto *label = new ThemedLabel(theme(), TextStyle::Label, ColorRole::Text,
                                  tr("Fingerprint of the server"), this);
    m_well = new FingerprintWell(theme(), QStringLiteral("fingerprintWell"), this);
    m_well->setAccessibleName(label->text());
    m_tailField = new FormField(theme(), QStringLiteral("tailField"), tailLabel(), this);
    m_tailField->field()->setMaximumWidth(theme().px(176));
    m_tailField->field()->setPlaceholderText(tr("needed to sign in"));
    connect(m_tailField->field(), &QLineEdit::textEdited, this, &AddressDialog::onTailEdited);
    body()->addWidget(label);
    body()->addSpacing(theme().px(4));
    body()->addWidget(m_well);
    body()->addSpacing(theme().px(16));
    m_tailField->setRoomKept(true, 20);
    body()->addWidget(m_tailField);
}

void AddressDialog::makeButtons()
{
    Button *link = addButtonAtLeft(tr("Paste a pairing link"), QStringLiteral("wayButton"));
    Button *cancel =
        addButton(Button::Kind::Secondary, tr("Cancel"), QStringLiteral("cancelButton"));
    m_goOnButton = addButton(Button::Kind::Primary, tr("Connect"), QStringLiteral("goOnButton"));
    setDefaultButton(m_goOnButton);
    connect(cancel, &Button::clicked, this, &AddressDialog::requestClose);
    connect(m_goOnButton, &Button::clicked, this, &AddressDialog::goOn);
    connect(link, &Button::clicked, this, [this] {
        m_connection.closeConnection();
        finish();
        emit linkWanted();
    });
}

void AddressDialog::setAddress(const ServerProfile &profile)
{
    m_hostField->field()->setText(profile.host);
    m_portField->field()->setText(QString::number(profile.port));
    m_nameField->field()->setText(profile.userName);
    askServer();
}

void AddressDialog::onAddressEdited()
{
    m_connection.closeConnection();
    m_shownKey.clear();
    m_well->setFingerprint({});
    m_hostField->clearAnswer();
    m_tailField->field()->clear();
    m_tailField->clearAnswer();
    updateState();
}

void AddressDialog::onTailEdited()
{
    if (matchTail(m_tailField->text(), fingerprintTail(m_shownKey)) == TailMatch::Wrong)
        m_tailField->showError(tailMismatchText());
    else
        m_tailField->clearAnswer();
    updateState();
}

bool AddressDialog::isConfirmed() const
{
    return hasKey()
           && matchTail(m_tailField->text(), fingerprintTail(m_shownKey)) == TailMatch::Right;
}

void AddressDialog::updateState()
{
    const bool isConfirmedNow = isConfirmed();
    m_tailField->field()->setEnabled(hasKey());
    m_passwordField->field()->setEnabled(isConfirmedNow);
    m_passwordField->field()->setPlaceholderText(
        isConfirmedNow ? QString() : tr("locked until the digits fit"));
    if (!isConfirmedNow)
        m_passwordField->field()->clear();
    m_goOnButton->setText(hasKey() ? tr("Sign in") : tr("Connect"));
    const bool isAddressed =
        !m_hostField->text().trimmed().isEmpty() && m_portField->field()->hasAcceptableInput();
    const bool canSignIn = isConfirmedNow && !m_nameField->text().trimmed().isEmpty()
                           && !m_passwordField->text().isEmpty();
    m_goOnButton->setEnabled(hasKey() ? canSignIn : isAddressed);
}

void AddressDialog::goOn()
{
    if (m_goOnButton->isBusy())
        return;
    if (hasKey())
        signIn();
    else
        askServer();
}

void AddressDialog::askServer()
{
    ServerProfile profile;
    profile.host = m_hostField->text().trimmed();
    profile.port = static_cast<quint16>(m_portField->text().toUInt());
    m_hostField->say(LiveLine::Voice::Information,
                     tr("Asking %1, port %2 …").arg(profile.host, m_portField->text()));
    m_goOnButton->setBusy(tr("Connecting…"));
    m_connection.connectTo(profile);
}

void AddressDialog::signIn()
{
    m_goOnButton->setBusy(tr("Signing in…"));
    if (m_connection.state() == ServerConnection::State::CertificateUnknown) {
        m_isSigningIn = true; // goes on in onStateChanged(), with the key pinned
        m_connection.acceptFingerprint();
    } else {
        m_connection.login(m_nameField->text().trimmed(), m_passwordField->text());
    }
}

void AddressDialog::onStateChanged(ServerConnection::State state)
{
    using State = ServerConnection::State;
    if (state == State::Connected) {
        finish();
    } else if (state == State::CertificateUnknown) {
        m_goOnButton->setIdle();
        m_shownKey = m_connection.serverFingerprint();
        m_well->setFingerprint(m_shownKey);
        m_hostField->say(LiveLine::Voice::Information, tr("The server answers. Compare its key."));
        updateState();
        m_tailField->field()->setFocus(Qt::OtherFocusReason);
    } else if (state == State::CertificateChanged) {
        // Another key than the one that was just confirmed.
        m_isSigningIn = false;
        m_goOnButton->setIdle();
        onAddressEdited();
        m_hostField->showError(tr("The server showed another key at the second contact. Nothing "
                                  "was sent."));
    } else if (state == State::NeedsLogin && m_isSigningIn) {
        m_isSigningIn = false;
        m_connection.login(m_nameField->text().trimmed(), m_passwordField->text());
    }
}

void AddressDialog::onFailed(const Error &error)
{
    m_goOnButton->setIdle();
    m_isSigningIn = false;
    if (m_connection.state() == ServerConnection::State::NeedsLogin) {
        m_passwordField->showError(loginRefusalText(error));
        m_passwordField->field()->setFocus(Qt::OtherFocusReason);
        m_passwordField->field()->selectAll();
    } else {
        onAddressEdited();
        m_hostField->showError(error.text);
    }
}

void AddressDialog::requestClose()
{
    m_connection.closeConnection();
    finish();
    emit abandoned();
}

} // namespace postern
