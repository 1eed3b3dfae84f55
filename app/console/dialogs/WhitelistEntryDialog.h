// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "app/console/dialogs/Dialog.h"
#include "shared/model/WhitelistEntry.h"

namespace postern
{

class ConflictPanel;
class DialogHost;
class EffectPreview;
class EnabledNote;
class MessageBar;
class WhitelistEntryForm;

/// New and edit of a whitelist entry: edits a copy, asks the server what the change will do, saves
/// with the revision it started from. Nothing typed is ever lost: not by a refusal, not by another
/// administrator's change, not by the server going away.
class WhitelistEntryDialog : public Dialog
{
    Q_OBJECT

public:
    /// A new entry.
    WhitelistEntryDialog(Theme &theme, ServerConnection &connection, DialogHost &host);
    /// Edit `entry`.
    WhitelistEntryDialog(Theme &theme, ServerConnection &connection, DialogHost &host,
                         const WhitelistEntry &entry);

    /// Something differs from what was there at the start.
    [[nodiscard]] bool isModified() const;

public slots:
    void requestClose() override;

signals:
    void saved(const postern::WhitelistEntry &entry);

private:
    void build();
    [[nodiscard]] bool isNew() const { return m_base.id.isEmpty(); }
    [[nodiscard]] bool mayChange() const;
    /// What is typed; a new entry with the id that stays the same however often it is sent.
    [[nodiscard]] WhitelistEntry formValue() const;
    void onEdited();
    /// Shows what the change that is typed would do; whenever that, or the list, has changed.
    void askEffects();
    void setEnabledWanted(bool isEnabled);
    void updateSave();
    void save();
    void send(const QString &method, const QJsonObject &params, bool mayRepeat);
    void takeAnswer(const ServerConnection::Answer &answer);
    void takeStored(const WhitelistEntry &stored);
    void takeRemoval(const QString &by);
    void takeError(const Error &error);
    void takeConflict(const WhitelistEntry &current);
    void onEvent(const QString &topic, const QJsonObject &facts);
    void onStateChanged(ServerConnection::State state);
    void takeTheirChange(const WhitelistEntry &theirs);
    void showConflict(const WhitelistEntry &theirs);
    void loadFrom(const WhitelistEntry &entry);

    ServerConnection &m_connection;
    DialogHost &m_host;
    WhitelistEntry m_base; ///< what the form started from; its revision goes with Save
    QString m_newId;       ///< of the entry that Save adds
    WhitelistEntry m_theirs;
    bool m_isInConflict = false;
    bool m_isEnabledWanted = true; ///< Save makes the entry so
    MessageBar *m_bar = nullptr;
    ConflictPanel *m_conflict = nullptr;
    EnabledNote *m_enabledNote = nullptr;
    WhitelistEntryForm *m_form = nullptr;
    Button *m_saveButton = nullptr;
    EffectPreview *m_preview = nullptr;
};

} // namespace postern
