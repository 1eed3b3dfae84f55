// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/start/LoginDialog.h"

#include "app/console/start/LoginAnswer.h"
#include "app/console/widgets/FormField.h"

#include <QBoxLayout>

namespace postern
{

LoginDialog::LoginDialog(Theme &theme, ServerConnection &connection, bool isSessionOver)
    : Dialog(theme, QStringLiteral("loginDialog"),
             tr("Sign in to %1")
                 .arg(connection.serverName().isEmpty() ? connection.profile().host
                                                        : connection.serverName())),
      m_connection(connection),
      m_nameField(new FormField(theme, QStringLiteral("nameField"), tr("Your name"), this)),
      m_passwordField(new FormField(theme, QStringLiteral("passwordField"), tr("Password"), this))
{
    if (isSessionOver) {
        auto *sentence = new ThemedLabel(
            theme, TextStyle::Body, ColorRole::Text,
            tr("Your session has ended. Sign in again; nothing that you typed is lost."), this);
        sentence->setObjectName(QStringLiteral("sessionOverLabel"));
        sentence->setWordWrap(true);
        body()->addWidget(sentence);
        body()->addSpacing(theme.px(16));
    }
    m_nameField->field()->setText(connection.profile().userName);
    m_nameField->setRoomKept(false);
    m_passwordField->setPassword(true);
    m_passwordField->setRoomKept(true, 20);
    body()->addWidget(m_nameField);
    body()->addSpacing(theme.px(12));
    body()->addWidget(m_passwordField);
    Button *cancel =
        addButton(Button::Kind::Secondary, tr("Cancel"), QStringLiteral("cancelButton"));
    m_signInButton =
        addButton(Button::Kind::Primary, tr("Sign in"), QStringLiteral("signInButton"));
    setDefaultButton(m_signInButton);
    setInitialFocus(m_nameField->text().isEmpty() ? m_nameField->field()
                                                  : m_passwordField->field());

    connect(m_nameField->field(), &QLineEdit::textEdited, this, &LoginDialog::updateButton);
    connect(m_passwordField->field(), &QLineEdit::textEdited, this, [this] {
        m_passwordField->clearAnswer();
        updateButton();
    });
    connect(cancel, &Button::clicked, this, &LoginDialog::requestClose);
    connect(m_signInButton, &Button::clicked, this, &LoginDialog::signIn);
    connect(&connection, &ServerConnection::stateChanged, this, &LoginDialog::onStateChanged);
    connect(&connection, &ServerConnection::failed, this, &LoginDialog::onFailed);
    updateButton();
}

void LoginDialog::updateButton()
{
    m_signInButton->setEnabled(!m_nameField->text().trimmed().isEmpty()
                               && !m_passwordField->text().isEmpty());
}

void LoginDialog::signIn()
{
    if (m_signInButton->isBusy())
        return;
    m_passwordField->clearAnswer();
    m_signInButton->setBusy(tr("Signing in…"));
    m_connection.login(m_nameField->text().trimmed(), m_passwordField->text());
}

void LoginDialog::onStateChanged(ServerConnection::State state)
{
    if (state == ServerConnection::State::Connected)
        finish();
}

void LoginDialog::onFailed(const Error &error)
{
    if (!m_signInButton->isBusy())
        return;
    m_signInButton->setIdle();
    m_passwordField->showError(loginRefusalText(error));
    m_passwordField->field()->setFocus(Qt::OtherFocusReason);
    m_passwordField->field()->selectAll();
}

void LoginDialog::requestClose()
{
    emit abandoned();
    finish();
}

} // namespace postern
