// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/WhitelistEntryDialog.h"

#include "app/console/dialogs/ConflictPanel.h"
#include "app/console/dialogs/DialogHost.h"
#include "app/console/dialogs/EffectPreview.h"
#include "app/console/dialogs/EnabledNote.h"
#include "app/console/dialogs/QuestionDialog.h"
#include "app/console/dialogs/WhitelistEntryForm.h"
#include "app/console/widgets/MessageBar.h"
#include "shared/control/ValueCodec.h"
#include "shared/model/ChosenId.h"

#include <QBoxLayout>

namespace postern
{

WhitelistEntryDialog::WhitelistEntryDialog(Theme &theme, ServerConnection &connection,
                                           DialogHost &host)
    : Dialog(theme, QStringLiteral("whitelistEntryDialog"), tr("New whitelist entry")),
      m_connection(connection), m_host(host)
{
    build();
}

WhitelistEntryDialog::WhitelistEntryDialog(Theme &theme, ServerConnection &connection,
                                           DialogHost &host, const WhitelistEntry &entry)
    : Dialog(theme, QStringLiteral("whitelistEntryDialog"),
             tr("Edit %1").arg(entry.range.toString())),
      m_connection(connection), m_host(host), m_base(entry)
{
    build();
}

void WhitelistEntryDialog::build()
{
    m_newId = newChosenId();
    m_bar = new MessageBar(theme(), this);
    m_bar->setObjectName(QStringLiteral("dialogMessageBar"));
    m_conflict = new ConflictPanel(theme(), this);
    m_enabledNote = new EnabledNote(theme(), this);
    m_form = new WhitelistEntryForm(theme(), this);
    body()->setSpacing(theme().px(12));
    body()->addWidget(m_bar);
    body()->addWidget(m_conflict);
    body()->addWidget(m_enabledNote);
    body()->addWidget(m_form);
    Button *cancel =
        addButton(Button::Kind::Secondary, tr("Cancel"), QStringLiteral("cancelButton"));
    m_saveButton = addButton(Button::Kind::Primary, tr("Save"), QStringLiteral("saveButton"));
    setDefaultButton(m_saveButton);
    setInitialFocus(m_form->firstField());
    m_preview = new EffectPreview(m_connection, this);
    loadFrom(m_base);
    if (!mayChange()) {
        m_form->setReadOnly(true);
        m_enabledNote->setReadOnly();
        m_saveButton->hide();
        cancel->setText(tr("Close"));
        setTitle(m_base.range.toString());
    }

    connect(m_form, &WhitelistEntryForm::edited, this, &WhitelistEntryDialog::onEdited);
    connect(m_enabledNote, &EnabledNote::toggled, this,
            [this] { setEnabledWanted(!m_isEnabledWanted); });
    connect(m_preview, &EffectPreview::told, m_form, &WhitelistEntryForm::showEffects);
    connect(m_preview, &EffectPreview::refused, m_form, &WhitelistEntryForm::showRefusal);
    connect(cancel, &Button::clicked, this, &WhitelistEntryDialog::requestClose);
    connect(m_saveButton, &Button::clicked, this, &WhitelistEntryDialog::save);
    connect(m_conflict, &ConflictPanel::keepMine, this, [this] {
        m_base = m_theirs;
        m_isInConflict = false;
        m_conflict->hide();
        setEnabledWanted(m_isEnabledWanted);
    });
    connect(m_conflict, &ConflictPanel::takeTheirs, this, [this] {
        m_isInConflict = false;
        m_conflict->hide();
        loadFrom(m_theirs);
    });
    connect(&m_connection, &ServerConnection::eventReceived, this, &WhitelistEntryDialog::onEvent);
    connect(&m_connection, &ServerConnection::stateChanged, this,
            &WhitelistEntryDialog::onStateChanged);
    updateSave();
}

bool WhitelistEntryDialog::mayChange() const
{
    return m_connection.role() == Role::Admin;
}

void WhitelistEntryDialog::loadFrom(const WhitelistEntry &entry)
{
    m_base = entry;
    m_isEnabledWanted = entry.enabled;
    m_enabledNote->tell(m_base.enabled, m_isEnabledWanted);
    m_form->setAddressFixed(entry.builtIn);
    m_form->setEntry(entry);
    updateSave();
}

WhitelistEntry WhitelistEntryDialog::formValue() const
{
    WhitelistEntry value = m_base;
    if (isNew())
        value.id = m_newId;
    const Result<AddressRange> range = m_form->range();
    if (range.ok())
        value.range = *range;
    value.description = m_form->descriptionText();
    value.services = m_form->services();
    value.enabled = m_isEnabledWanted;
    return value;
}

bool WhitelistEntryDialog::isModified() const
{
    const QString startText = isNew() ? QString() : m_base.range.toString();
    return m_form->addressText().trimmed() != startText
           || m_form->descriptionText() != m_base.description
           || m_form->services() != m_base.services || m_isEnabledWanted != m_base.enabled;
}

void WhitelistEntryDialog::onEdited()
{
    updateSave();
    askEffects();
}

void WhitelistEntryDialog::setEnabledWanted(bool isEnabled)
{
    m_isEnabledWanted = isEnabled;
    m_enabledNote->tell(m_base.enabled, m_isEnabledWanted);
    onEdited();
}

void WhitelistEntryDialog::askEffects()
{
    if (m_form->range().ok() && m_form->services() != Services() && isModified())
        m_preview->ask(formValue(), isNew());
    else
        m_preview->forget();
}

void WhitelistEntryDialog::updateSave()
{
    m_saveButton->setEnabled(m_form->isComplete() && !m_isInConflict);
}

void WhitelistEntryDialog::save()
{
    if (!m_form->isComplete() || m_isInConflict || m_saveButton->isBusy())
        return;
    m_bar->hide();
    m_preview->forget(); // asked after the change, it would be refused as there already
    m_saveButton->setBusy(m_connection.state() == ServerConnection::State::Connected
                              ? tr("Saving…")
                              : tr("Waiting…"));
    QJsonObject params{{QStringLiteral("entry"), control::toJson(formValue())}};
    if (!m_form->confirmation().isEmpty())
        params.insert(QStringLiteral("confirmWide"), m_form->confirmation());
    send(isNew() ? QStringLiteral("whitelist.add") : QStringLiteral("whitelist.update"), params,
         true);
}

void WhitelistEntryDialog::send(const QString &method, const QJsonObject &params, bool mayRepeat)
{
    m_connection.call(method, params, this,
                      [this, method, params, mayRepeat](const ServerConnection::Answer &answer) {
                          // The answer was lost with the connection. Asked again the server makes
                          // no second entry, so it is asked again, once.
                          if (mayRepeat && !answer.ok()
                              && answer.error().kind == ErrorKind::Unavailable
                              && m_connection.state() == ServerConnection::State::Reconnecting) {
                              m_saveButton->setBusy(tr("Waiting…"));
                              send(method, params, false);
                              return;
                          }
                          takeAnswer(answer);
                      });
}

void WhitelistEntryDialog::takeAnswer(const ServerConnection::Answer &answer)
{
    m_saveButton->setIdle();
    if (!answer.ok()) {
        takeError(answer.error());
        return;
    }
    const Result<WhitelistEntry> entry = control::fromJson<WhitelistEntry>(
        answer.value().value(QStringLiteral("entry")).toObject(), QStringLiteral("entry"));
    takeStored(entry.ok() ? *entry : formValue());
}

void WhitelistEntryDialog::takeStored(const WhitelistEntry &stored)
{
    emit saved(stored);
    if (m_form->range().ok() && saysTheSame(stored, formValue())) {
        finish();
        return;
    }
    // Someone went on typing while Save waited for the server.
    m_base = stored;
    setTitle(tr("Edit %1").arg(stored.range.toString()));
    m_bar->showMessage(MessageBar::Kind::Warning,
                       tr("Saved as it was when you pressed Save. What was typed since then is "
                          "not saved yet."));
    setEnabledWanted(m_isEnabledWanted);
}

void WhitelistEntryDialog::takeError(const Error &error)
{
    if (error.kind == ErrorKind::Conflict) {
        const Result<WhitelistEntry> current = control::fromJson<WhitelistEntry>(
            error.data.value(QStringLiteral("current")).toObject(), QStringLiteral("entry"));
        if (current.ok()) {
            takeConflict(*current);
            return;
        }
    }
    if (error.kind == ErrorKind::Confirm) {
        m_form->askConfirmation();
    } else if (!m_form->showRefusal(error)) {
        m_bar->showMessage(MessageBar::Kind::Error, error.text);
        askEffects();
    }
    updateSave();
}

void WhitelistEntryDialog::takeConflict(const WhitelistEntry &current)
{
    // A Save before this one was made and its answer lost: the entry stands as it is typed here,
    // or as it was typed then and nobody else has touched it.
    if (saysTheSame(current, formValue())) {
        takeStored(current);
    } else if (isNew() && current.id == m_newId && current.revision == 1) {
        m_base = current;
        save();
    } else {
        showConflict(current);
    }
}

void WhitelistEntryDialog::showConflict(const WhitelistEntry &theirs)
{
    m_theirs = theirs;
    m_isInConflict = true;
    m_bar->hide();
    m_conflict->compare(m_form->addressText().trimmed(), formValue(), theirs);
    updateSave();
}

void WhitelistEntryDialog::takeTheirChange(const WhitelistEntry &theirs)
{
    if (theirs.revision <= m_base.revision || m_saveButton->isBusy())
        return; // our own change, or the answer to Save will tell
    if (isModified()) {
        showConflict(theirs);
        return;
    }
    loadFrom(theirs);
    setTitle(tr("Edit %1").arg(theirs.range.toString()));
    m_bar->showMessage(
        MessageBar::Kind::Information,
        tr("%1 changed this entry just now. You see the new version.").arg(theirs.changedBy));
}

void WhitelistEntryDialog::onEvent(const QString &topic, const QJsonObject &facts)
{
    const bool isRemoval = topic == QLatin1String("whitelist.removed");
    if (!isRemoval && topic != QLatin1String("whitelist.changed"))
        return;
    if (isRemoval) {
        if (!isNew() && facts.value(QStringLiteral("id")).toString() == m_base.id)
            takeRemoval(facts.value(QStringLiteral("by")).toString());
    } else if (!isNew()) {
        const Result<WhitelistEntry> entry = control::fromJson<WhitelistEntry>(
            facts.value(QStringLiteral("entry")).toObject(), QStringLiteral("entry"));
        if (entry.ok() && entry->id == m_base.id)
            takeTheirChange(*entry);
    }
    // Another entry decides too what this one would do. While Save is under way its answer tells.
    if (!m_saveButton->isBusy())
        askEffects();
}

void WhitelistEntryDialog::takeRemoval(const QString &by)
{
    WhitelistEntry again; // as it was in what cannot be typed here: off stays off
    again.enabled = m_base.enabled;
    again.expiresAt = m_base.expiresAt;
    m_base = again;
    m_newId = newChosenId();
    m_isInConflict = false;
    m_conflict->hide();
    setTitle(tr("New whitelist entry"));
    m_bar->showMessage(MessageBar::Kind::Warning,
                       tr("%1 deleted this entry meanwhile. Save adds it again.").arg(by));
    updateSave();
}

void WhitelistEntryDialog::onStateChanged(ServerConnection::State state)
{
    if (state == ServerConnection::State::Reconnecting) {
        m_bar->showMessage(MessageBar::Kind::Warning,
                           tr("The connection is lost. Nothing typed here is lost with it."));
    } else if (state == ServerConnection::State::Connected) {
        m_bar->showMessage(MessageBar::Kind::Success, tr("The connection is back."));
        onEdited();
    }
}

void WhitelistEntryDialog::requestClose()
{
    if (!mayChange() || !isModified()) {
        finish();
        return;
    }
    QuestionDialog *question = QuestionDialog::aboutLeaving(theme());
    connect(question, &QuestionDialog::confirmed, this, &Dialog::finish);
    m_host.open(question);
}

} // namespace postern
