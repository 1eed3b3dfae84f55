// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/start/PairDialog.h"

#include "app/console/start/LoginAnswer.h"
#include "app/console/widgets/FingerprintWell.h"
#include "app/console/widgets/FormField.h"
#include "shared/model/Accounts.h"

#include <QBoxLayout>

namespace postern
{

namespace
{

constexpr int askDelayMs = 200;

QVBoxLayout *makeColumn(QWidget *widget)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

} // namespace

PairDialog::PairDialog(Theme &theme, ServerConnection &connection)
    : Dialog(theme, QStringLiteral("pairDialog"), tr("New server")), m_connection(connection)
{
    makeLinkStep();
    m_nameField = new FormField(theme, QStringLiteral("nameField"), tr("Your name"), this);
    body()->addWidget(m_nameField);
    makePasswordStep();
    body()->addSpacing(theme.px(8));
    makeButtons();
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(askDelayMs);
    connect(&m_askTimer, &QTimer::timeout, this, &PairDialog::askServer);
    connect(m_linkField->field(), &QLineEdit::textChanged, this, &PairDialog::onLinkEdited);
    for (FormField *field : {m_nameField, m_passwordField, m_repeatField}) {
        connect(field->field(), &QLineEdit::textEdited, this, [this, field] {
            field->clearAnswer();
            updateButton();
        });
    }
    connect(&connection, &ServerConnection::stateChanged, this, &PairDialog::onStateChanged);
    connect(&connection, &ServerConnection::failed, this, &PairDialog::onFailed);
    setInitialFocus(m_linkField->field());
    showStep(false);
}

void PairDialog::makeLinkStep()
{
    m_linkStep = new QWidget(this);
    QVBoxLayout *column = makeColumn(m_linkStep);
    m_linkField = new FormField(theme(), QStringLiteral("linkField"), tr("Pairing link"), this);
    m_linkField->setRemark(tr("printed on the server by posternctl pair"));
    m_linkField->field()->setFont(theme().font(TextStyle::MonoSmall));
    m_linkField->field()->setPlaceholderText(QStringLiteral("postern://"));
    auto *head = new QHBoxLayout;
    auto *label = new ThemedLabel(theme(), TextStyle::Label, ColorRole::Text,
                                  tr("Fingerprint of the server"), this);
    head->addWidget(label);
    head->addStretch(1);
    head->addWidget(new ThemedLabel(theme(), TextStyle::Secondary, ColorRole::Muted,
                                    QStringLiteral("SHA-256"), this));
    m_well = new FingerprintWell(theme(), QStringLiteral("fingerprintWell"), this);
    m_well->setAccessibleName(label->text());
    m_keyNote = new ThemedLabel(theme(), TextStyle::Secondary, ColorRole::Muted, {}, this);
    m_keyNote->setMinimumHeight(theme().px(20));
    m_linkField->setRoomKept(true, 20);
    column->addWidget(m_linkField);
    column->addLayout(head);
    column->addSpacing(theme().px(4));
    column->addWidget(m_well);
    column->addSpacing(theme().px(8));
    column->addWidget(m_keyNote);
    column->addSpacing(theme().px(20));
    body()->addWidget(m_linkStep);
}

void PairDialog::makePasswordStep()
{
    m_passwordStep = new QWidget(this);
    QVBoxLayout *column = makeColumn(m_passwordStep);
    m_passwordField = new FormField(theme(), QStringLiteral("passwordField"), tr("Password"), this);
    m_passwordField->setPassword(true);
    m_passwordField->setNote(tr("At least %1 characters.").arg(minPasswordLength));
    m_repeatField =
        new FormField(theme(), QStringLiteral("repeatField"), tr("The password again"), this);
    m_repeatField->setPassword(true);
    m_passwordField->setRoomKept(true, 20);
    m_repeatField->setRoomKept(true, 12);
    column->addSpacing(theme().px(12));
    column->addWidget(m_passwordField);
    column->addWidget(m_repeatField);
    body()->addWidget(m_passwordStep);
}

void PairDialog::makeButtons()
{
    m_wayButton = addButtonAtLeft({}, QStringLiteral("wayButton"));
    Button *cancel =
        addButton(Button::Kind::Secondary, tr("Cancel"), QStringLiteral("cancelButton"));
    m_goOnButton = addButton(Button::Kind::Primary, tr("Connect"), QStringLiteral("goOnButton"));
    setDefaultButton(m_goOnButton);
    connect(cancel, &Button::clicked, this, &PairDialog::requestClose);
    connect(m_goOnButton, &Button::clicked, this, &PairDialog::goOn);
    connect(m_wayButton, &Button::clicked, this, [this] {
        if (m_isPasswordStep) {
            showStep(false);
            return;
        }
        m_connection.closeConnection();
        finish();
        emit addressWanted();
    });
}

void PairDialog::showStep(bool isPassword)
{
    m_isPasswordStep = isPassword;
    setTitle(isPassword ? tr("Choose a password for %1").arg(m_link->host) : tr("New server"));
    m_linkStep->setVisible(!isPassword);
    m_passwordStep->setVisible(isPassword);
    m_wayButton->setText(isPassword ? tr("Back") : tr("No link? Host and port"));
    m_nameField->setNote(
        isPassword ? QString()
                   : tr("Next you choose a password. The link works once, for 15 minutes."));
    m_nameField->clearAnswer();
    m_goOnButton->setText(isPassword ? tr("Sign in") : tr("Connect"));
    updateButton();
    if (isPassword)
        m_passwordField->field()->setFocus(Qt::OtherFocusReason);
}

void PairDialog::setLink(const QString &text)
{
    m_linkField->field()->setText(text);
    m_linkField->field()->setCursorPosition(0);
    m_askTimer.stop();
    if (m_link.has_value()) {
        setInitialFocus(m_nameField->field());
        askServer();
    }
}

void PairDialog::onLinkEdited()
{
    m_link.reset();
    showKey({});
    m_connection.closeConnection();
    const QString text = m_linkField->text();
    Result<PairingLink> link = PairingLink::parse(text);
    if (link.ok()) {
        m_link = link.value();
        m_linkField->clearAnswer();
        m_askTimer.start();
    } else {
        m_askTimer.stop();
        if (text.trimmed().isEmpty())
            m_linkField->clearAnswer();
        else
            m_linkField->showError(link.error().text);
    }
    updateButton();
}

void PairDialog::askServer()
{
    if (!m_link.has_value())
        return;
    m_linkField->say(LiveLine::Voice::Information,
                     tr("Asking %1, port %2 …").arg(m_link->host, QString::number(m_link->port)));
    m_connection.connectTo(ServerProfile::fromLink(*m_link));
}

bool PairDialog::isAnswered() const
{
    return m_link.has_value() && m_connection.state() == ServerConnection::State::NeedsLogin;
}

void PairDialog::showKey(const QByteArray &fingerprint)
{
    const bool isLinks = m_link.has_value() && fingerprint == m_link->fingerprint;
    m_well->setFingerprint(fingerprint, fingerprint.isEmpty() || isLinks
                                            ? FingerprintWell::Ground::Plain
                                            : FingerprintWell::Ground::Danger);
    m_keyNote->setText(
        isLinks ? tr("From now on only this key is trusted for %1.").arg(m_link->host) : QString());
}

void PairDialog::onStateChanged(ServerConnection::State state)
{
    using State = ServerConnection::State;
    if (state == State::Connected) {
        finish();
        return;
    }
    if (m_link.has_value() && state == State::NeedsLogin) {
        m_linkField->say(LiveLine::Voice::Success,
                         tr("%1, port %2, answers with the key from this link.")
                             .arg(m_link->host, QString::number(m_link->port)));
        showKey(m_connection.serverFingerprint());
    } else if (m_link.has_value() && state == State::CertificateChanged) {
        m_linkField->showError(tr("%1 answers with another key than this link's. Nothing was sent. "
                                  "Ask for a new link on the server itself.")
                                   .arg(m_link->host));
        showKey(m_connection.serverFingerprint());
    }
    updateButton();
}

void PairDialog::updateButton()
{
    const bool isNamed = !m_nameField->text().trimmed().isEmpty();
    m_goOnButton->setEnabled(isNamed
                             && (m_isPasswordStep ? !m_passwordField->text().isEmpty()
                                                        && !m_repeatField->text().isEmpty()
                                                  : isAnswered()));
}

void PairDialog::goOn()
{
    const Result<void> name = validateAccountName(m_nameField->text().trimmed());
    if (!name.ok()) {
        m_nameField->showError(name.error().text);
        return;
    }
    if (!m_isPasswordStep)
        showStep(true);
    else if (!m_goOnButton->isBusy())
        redeem();
}

void PairDialog::redeem()
{
    const QString password = m_passwordField->text();
    const Result<void> valid = validatePassword(password);
    if (!valid.ok()) {
        m_passwordField->showError(valid.error().text);
        m_passwordField->field()->setFocus(Qt::OtherFocusReason);
    } else if (m_repeatField->text() != password) {
        m_repeatField->showError(tr("The two passwords are not the same."));
        m_repeatField->field()->setFocus(Qt::OtherFocusReason);
    } else {
        m_goOnButton->setBusy(tr("Signing in…"));
        m_connection.redeemPairing(m_link->code, m_nameField->text().trimmed(), password);
    }
}

void PairDialog::onFailed(const Error &error)
{
    m_goOnButton->setIdle();
    if (!m_isPasswordStep)
        m_linkField->showError(error.text);
    else if (error.field == QLatin1String("name"))
        m_nameField->showError(error.text);
    else if (error.field == QLatin1String("password"))
        m_passwordField->showError(error.text);
    else if (error.kind == ErrorKind::Unauthorized)
        refuseLink(error.text);
    else
        m_repeatField->showError(error.kind == ErrorKind::Throttled ? loginRefusalText(error)
                                                                    : error.text);
}

// Its code is wrong, used or over: another link is needed, and nothing else that was typed.
void PairDialog::refuseLink(const QString &sentence)
{
    showStep(false);
    m_linkField->showError(sentence);
    m_linkField->field()->setFocus(Qt::OtherFocusReason);
    m_linkField->field()->selectAll();
}

void PairDialog::requestClose()
{
    m_connection.closeConnection();
    finish();
    emit abandoned();
}

} // namespace postern
