// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "app/console/dialogs/Dialog.h"
#include "shared/model/WhitelistEntry.h"

#include <memory>

namespace postern
{

class ConflictPanel;
class DialogHost;
class EffectPreview;
class EntryStateNote;
class MessageBar;
class WhitelistEntryDraft;
class WhitelistEntryForm;
class WhitelistEntrySaver;

/// New and edit of a whitelist entry: edits a copy, asks the server what the change will do, saves
/// with the revision it started from. Nothing typed is ever lost: not by a refusal, not by another
/// administrator's change, not by the server going away.
class WhitelistEntryDialog : public Dialog
{
    Q_OBJECT

public:
    /// A new entry.
    WhitelistEntryDialog(Theme &theme, ServerConnection &connection, DialogHost &host);
    /// Edit `entry`; whether it has ended is measured by `now`. Who may not change it sees it, and
    /// an operator may switch it off.
    WhitelistEntryDialog(Theme &theme, ServerConnection &connection, DialogHost &host,
                         const WhitelistEntry &entry, UtcMs now);
    ~WhitelistEntryDialog() override;

    /// Something differs from what was there at the start.
    [[nodiscard]] bool isModified() const;

public slots:
    void requestClose() override;

signals:
    void saved(const postern::WhitelistEntry &entry);

private:
    void build(const WhitelistEntry &entry);
    void joinParts();
    [[nodiscard]] bool mayChange() const;
    [[nodiscard]] bool maySwitchOff() const;
    [[nodiscard]] bool canSave() const;
    void onEdited();
    /// Shows what the change that is typed would do; whenever that, or the list, has changed.
    void askEffects();
    /// Save is to make the entry so.
    void setOn(bool isOn);
    void updateSave();
    void save();
    void takeStored(const WhitelistEntry &stored);
    void takeRemoval(const QString &by);
    void takeRefusal(const Error &error);
    void takeConflict(const WhitelistEntry &current);
    void onEvent(const QString &topic, const QJsonObject &facts);
    void onStateChanged(ServerConnection::State state);
    void takeTheirChange(const WhitelistEntry &theirs);
    void endConflict();
    void showConflict(const WhitelistEntry &theirs);
    void showTheirs(const WhitelistEntry &theirs);
    void loadFrom(const WhitelistEntry &entry);

    ServerConnection &m_connection;
    DialogHost &m_host;
    UtcMs m_now = 0;
    WhitelistEntry m_theirs;
    bool m_isInConflict = false;
    MessageBar *m_bar = nullptr;
    ConflictPanel *m_conflict = nullptr;
    EntryStateNote *m_stateNote = nullptr;
    WhitelistEntryForm *m_form = nullptr;
    std::unique_ptr<WhitelistEntryDraft> m_draft;
    Button *m_switchOffButton = nullptr;
    Button *m_cancelButton = nullptr;
    Button *m_saveButton = nullptr;
    EffectPreview *m_preview = nullptr;
    WhitelistEntrySaver *m_saver = nullptr;
};

} // namespace postern
