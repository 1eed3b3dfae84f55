// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/WhitelistEntryDialog.h"

#include "app/console/dialogs/ConflictPanel.h"
#include "app/console/dialogs/DialogHost.h"
#include "app/console/dialogs/EffectPreview.h"
#include "app/console/dialogs/EntryStateNote.h"
#include "app/console/dialogs/QuestionDialog.h"
#include "app/console/dialogs/WhitelistEntryDraft.h"
#include "app/console/dialogs/WhitelistEntryForm.h"
#include "app/console/dialogs/WhitelistEntrySaver.h"
#include "app/console/widgets/MessageBar.h"
#include "shared/control/ValueCodec.h"

#include <QBoxLayout>

namespace postern
{

WhitelistEntryDialog::WhitelistEntryDialog(Theme &theme, ServerConnection &connection,
                                           DialogHost &host)
    : Dialog(theme, QStringLiteral("whitelistEntryDialog"), tr("New whitelist entry")),
      m_connection(connection), m_host(host)
{
    build({});
}

WhitelistEntryDialog::WhitelistEntryDialog(Theme &theme, ServerConnection &connection,
                                           DialogHost &host, const WhitelistEntry &entry, UtcMs now)
    : Dialog(theme, QStringLiteral("whitelistEntryDialog"),
             tr("Edit %1").arg(entry.range.toString())),
      m_connection(connection), m_host(host), m_now(now)
{
    build(entry);
}

WhitelistEntryDialog::~WhitelistEntryDialog() = default;

void WhitelistEntryDialog::build(const WhitelistEntry &entry)
{
    m_bar = new MessageBar(theme(), this);
    m_bar->setObjectName(QStringLiteral("dialogMessageBar"));
    m_conflict = new ConflictPanel(theme(), this);
    m_stateNote = new EntryStateNote(theme(), this);
    m_form = new WhitelistEntryForm(theme(), this);
    m_draft = std::make_unique<WhitelistEntryDraft>(*m_form, entry);
    body()->setSpacing(theme().px(12));
    body()->addWidget(m_bar);
    body()->addWidget(m_conflict);
    body()->addWidget(m_stateNote);
    body()->addWidget(m_form);
    m_switchOffButton = addButtonAtLeft(tr("Switch off"), QStringLiteral("switchOffButton"));
    m_cancelButton =
        addButton(Button::Kind::Secondary, tr("Cancel"), QStringLiteral("cancelButton"));
    m_saveButton = addButton(Button::Kind::Primary, tr("Save"), QStringLiteral("saveButton"));
    setDefaultButton(m_saveButton);
    setInitialFocus(m_form->firstField());
    m_preview = new EffectPreview(m_connection, this);
    m_saver = new WhitelistEntrySaver(m_connection, this);
    if (!mayChange()) {
        m_form->setReadOnly(true);
        m_stateNote->setMaySwitchOn(false);
        setTitle(entry.range.toString());
    }
    loadFrom(entry);
    joinParts();
}

void WhitelistEntryDialog::joinParts()
{
    connect(m_form, &WhitelistEntryForm::edited, this, &WhitelistEntryDialog::onEdited);
    connect(m_stateNote, &EntryStateNote::toggled, this, [this] { setOn(!m_draft->isOn()); });
    connect(m_switchOffButton, &Button::clicked, this, [this] {
        setOn(false);
        m_saveButton->setFocus(Qt::OtherFocusReason); // the button just pressed is gone
    });
    connect(m_preview, &EffectPreview::told, m_form, &WhitelistEntryForm::showEffects);
    connect(m_preview, &EffectPreview::refused, m_form, &WhitelistEntryForm::showRefusal);
    connect(m_cancelButton, &Button::clicked, this, &WhitelistEntryDialog::requestClose);
    connect(m_saveButton, &Button::clicked, this, &WhitelistEntryDialog::save);
    connect(m_saver, &WhitelistEntrySaver::waiting, this,
            [this] { m_saveButton->setBusy(tr("Waiting…")); });
    connect(m_saver, &WhitelistEntrySaver::stored, this, &WhitelistEntryDialog::takeStored);
    connect(m_saver, &WhitelistEntrySaver::conflicting, this, &WhitelistEntryDialog::takeConflict);
    connect(m_saver, &WhitelistEntrySaver::refused, this, &WhitelistEntryDialog::takeRefusal);
    connect(m_conflict, &ConflictPanel::keepMine, this, [this] {
        m_draft->setBase(m_theirs);
        endConflict();
        setOn(m_draft->isOn());
    });
    connect(m_conflict, &ConflictPanel::takeTheirs, this, [this] {
        endConflict();
        loadFrom(m_theirs);
    });
    connect(&m_connection, &ServerConnection::eventReceived, this, &WhitelistEntryDialog::onEvent);
    connect(&m_connection, &ServerConnection::stateChanged, this,
            &WhitelistEntryDialog::onStateChanged);
}

bool WhitelistEntryDialog::mayChange() const
{
    return m_connection.role() == Role::Admin;
}

bool WhitelistEntryDialog::maySwitchOff() const
{
    return m_connection.role() != Role::Auditor;
}

void WhitelistEntryDialog::loadFrom(const WhitelistEntry &entry)
{
    m_draft->setBase(entry);
    m_draft->setOn(entry.enabled);
    m_stateNote->tell(entry, entry.enabled, m_now);
    m_form->setAddressFixed(entry.builtIn);
    m_form->setEntry(entry);
    updateSave();
}

bool WhitelistEntryDialog::isModified() const
{
    return m_draft->isModified();
}

void WhitelistEntryDialog::onEdited()
{
    updateSave();
    askEffects();
}

void WhitelistEntryDialog::setOn(bool isOn)
{
    m_draft->setOn(isOn);
    m_stateNote->tell(m_draft->base(), isOn, m_now);
    onEdited();
}

void WhitelistEntryDialog::askEffects()
{
    if (m_form->range().ok() && m_form->services() != Services() && isModified())
        m_preview->ask(m_draft->value(), m_draft->isNew());
    else
        m_preview->forget();
}

void WhitelistEntryDialog::updateSave()
{
    m_saveButton->setEnabled(canSave());
    m_saveButton->setVisible(mayChange() || isModified());
    m_cancelButton->setText(m_saveButton->isHidden() ? tr("Close") : tr("Cancel"));
    m_switchOffButton->setVisible(maySwitchOff() && m_draft->canBeSwitchedOff() && !m_isInConflict);
}

bool WhitelistEntryDialog::canSave() const
{
    return !m_isInConflict && (m_draft->isOnlySwitchedOff() || m_form->isComplete());
}

void WhitelistEntryDialog::save()
{
    if (!canSave() || m_saveButton->isBusy())
        return;
    m_bar->hide();
    m_preview->forget(); // asked after the change, it would be refused as there already
    m_saveButton->setBusy(m_connection.state() == ServerConnection::State::Connected
                              ? tr("Saving…")
                              : tr("Waiting…"));
    if (m_draft->isOnlySwitchedOff())
        m_saver->switchOff(m_draft->base());
    else if (m_draft->isNew())
        m_saver->add(m_draft->value(), m_form->confirmation());
    else
        m_saver->update(m_draft->value(), m_form->confirmation());
}

void WhitelistEntryDialog::takeStored(const WhitelistEntry &stored)
{
    m_saveButton->setIdle();
    emit saved(stored);
    if (m_form->range().ok() && saysTheSame(stored, m_draft->value())) {
        finish();
        return;
    }
    // Someone went on typing while Save waited for the server.
    m_draft->setBase(stored);
    setTitle(tr("Edit %1").arg(stored.range.toString()));
    m_bar->showMessage(MessageBar::Kind::Warning,
                       tr("Saved as it was when you pressed Save. What was typed since then is "
                          "not saved yet."));
    setOn(m_draft->isOn());
}

void WhitelistEntryDialog::takeRefusal(const Error &error)
{
    m_saveButton->setIdle();
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
    m_saveButton->setIdle();
    // A Save before this one was made and its answer lost: the entry stands as it is typed here,
    // or as it was typed then and nobody else has touched it.
    if (saysTheSame(current, m_draft->value())) {
        takeStored(current);
    } else if (m_draft->isNew() && current.id == m_draft->newId() && current.revision == 1) {
        m_draft->setBase(current);
        save();
    } else {
        showConflict(current);
    }
}

void WhitelistEntryDialog::endConflict()
{
    m_isInConflict = false;
    m_conflict->hide();
}

void WhitelistEntryDialog::showConflict(const WhitelistEntry &theirs)
{
    if (!mayChange()) { // and so has nothing typed that could be lost
        showTheirs(theirs);
        return;
    }
    m_theirs = theirs;
    m_isInConflict = true;
    m_bar->hide();
    m_conflict->compare(m_form->addressText().trimmed(), m_draft->value(), theirs);
    updateSave();
}

void WhitelistEntryDialog::takeTheirChange(const WhitelistEntry &theirs)
{
    if (theirs.revision <= m_draft->base().revision || m_saveButton->isBusy())
        return; // our own change, or the answer to Save will tell
    if (isModified())
        showConflict(theirs);
    else
        showTheirs(theirs);
}

void WhitelistEntryDialog::showTheirs(const WhitelistEntry &theirs)
{
    loadFrom(theirs);
    setTitle(mayChange() ? tr("Edit %1").arg(theirs.range.toString()) : theirs.range.toString());
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
        if (!m_draft->isNew() && facts.value(QStringLiteral("id")).toString() == m_draft->base().id)
            takeRemoval(facts.value(QStringLiteral("by")).toString());
    } else if (!m_draft->isNew()) {
        const Result<WhitelistEntry> entry = control::fromJson<WhitelistEntry>(
            facts.value(QStringLiteral("entry")).toObject(), QStringLiteral("entry"));
        if (entry.ok() && entry->id == m_draft->base().id)
            takeTheirChange(*entry);
    }
    // Another entry decides too what this one would do. While Save is under way its answer tells.
    if (!m_saveButton->isBusy())
        askEffects();
}

void WhitelistEntryDialog::takeRemoval(const QString &by)
{
    if (!mayChange()) {
        m_bar->showMessage(MessageBar::Kind::Warning,
                           tr("%1 deleted this entry just now.").arg(by));
        m_switchOffButton->hide();
        m_draft->setOn(m_draft->base().enabled);
        m_saveButton->hide();
        return;
    }
    m_draft->becomeNew();
    endConflict();
    setTitle(tr("New whitelist entry"));
    m_bar->showMessage(MessageBar::Kind::Warning,
                       tr("%1 deleted this entry meanwhile. Save adds it again.").arg(by));
    setOn(m_draft->isOn());
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
    if (!isModified()) {
        finish();
        return;
    }
    QuestionDialog *question = QuestionDialog::aboutLeaving(theme());
    connect(question, &QuestionDialog::confirmed, this, &Dialog::finish);
    m_host.open(question);
}

} // namespace postern
