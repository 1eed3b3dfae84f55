// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/models/WhitelistFeed.h"
#include "app/console/models/WhitelistModel.h"
#include "app/console/pages/ListPage.h"

namespace postern
{

class QuestionDialog;

/// Security, tab Whitelist: who is listed and for what; New, edit, Delete.
class WhitelistPage : public ListPage
{
    Q_OBJECT

public:
    explicit WhitelistPage(const PageContext &context);

    void refresh() override;
    [[nodiscard]] const WhitelistModel &model() const { return m_model; }

protected:
    void newWanted() override;
    void openWanted(const QString &id) override;
    void deleteWanted(const QStringList &ids) override;
    [[nodiscard]] QString countText(int shown, int total) const override;

private:
    /// Made before the base, which wants the model.
    WhitelistPage(const PageContext &context, WhitelistModel *model);
    /// What is so from now on; %1 is the address.
    [[nodiscard]] QString savedSentence(const WhitelistEntry &entry) const;
    void onSaved(const WhitelistEntry &entry);
    void onStateChanged(ServerConnection::State state);
    [[nodiscard]] QuestionDialog *makeDeleteQuestion(const QList<WhitelistEntry> &entries);
    void askWhatFollows(QuestionDialog *question, const QStringList &ids);
    void tellChangesWhileAsking(QuestionDialog *question, const QStringList &ids);
    void removeEntries(const QList<WhitelistEntry> &entries);

    WhitelistModel &m_model;
    WhitelistFeed *m_feed;
};

} // namespace postern
