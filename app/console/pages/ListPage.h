// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/list/ListProxy.h"
#include "app/console/list/ListRole.h"
#include "app/console/pages/Page.h"
#include "app/console/pages/RowMessage.h"

namespace postern
{

class Button;
class EmptyState;
class FilterEdit;
class ListTable;
class ListToolbar;
class TabStrip;

/// A page that is one list: toolbar (New, Delete, how many, filter), table, empty states, and the
/// keys. A subclass gives the model, the columns and the words, and reacts to newWanted(),
/// openWanted() and deleteWanted().
class ListPage : public Page
{
    Q_OBJECT

public:
    struct Words
    {
        QString emptyIcon;
        QString emptySentence;    ///< "No address may send without a login yet."
        QString filteredSentence; ///< "No entry matches the filter."
        QStringList tabs;         ///< names of the tabs, or none
    };

    ListPage(const PageContext &context, const QString &objectName, const QString &title,
             QAbstractItemModel *model, const QList<ListColumn> &columns, Words words);

    [[nodiscard]] QList<QAction *> pageActions() const override;
    void activate(Qt::FocusReason reason) override;
    [[nodiscard]] PageState state() const override;
    void resume(const PageState &state) override;

protected:
    virtual void newWanted() = 0;
    virtual void openWanted(const QString &id) = 0;
    virtual void deleteWanted(const QStringList &ids) = 0;
    /// What stands beside the buttons while nothing is ticked: "9 entries".
    [[nodiscard]] virtual QString countText(int shown, int total) const;

    [[nodiscard]] ListTable *table() const { return m_table; }
    [[nodiscard]] ListProxy &proxy() { return m_proxy; }
    [[nodiscard]] FilterEdit *filterEdit() const;
    /// New and Delete are shown only to a role that may use them.
    void setMayChange(bool mayChange);
    void setMayAdd(bool mayAdd);
    void setMayDelete(bool mayDelete);
    /// Another verb for Delete, where nothing is deleted for good.
    void setDeleteText(const QString &text);
    /// One more button before Delete; off until a row that is shown is ticked. It is to change only
    /// shownTickedIds(), unless it asks first.
    Button *addTickedButton(const QString &text, const QString &buttonName, const QString &icon);
    /// Sorted.
    [[nodiscard]] QStringList tickedIds() const;
    /// Those that the filter does not hide.
    [[nodiscard]] QStringList shownTickedIds() const;
    /// For a question about `ids`: a sentence that names those of them that the filter hides.
    /// Without `nameOf` a row's id is its name.
    [[nodiscard]] QStringList
    hiddenSentences(const QStringList &ids,
                    const std::function<QString(const QString &id)> &nameOf = {}) const;
    /// False until the first answer: an empty list is not called empty before.
    void setLoaded(bool loaded);
    /// Marks the row as just saved, or says that the filter hides it and offers to show it.
    /// `revision`: the one that was saved, or RowMessage::anyRevision.
    void showSaved(const QString &id, qint64 revision, const QString &sentence);
    /// The message that was just shown is about these rows: id to revision.
    void followRows(const QHash<QString, qint64> &revisions) { m_rowMessage->follow(revisions); }

private:
    void makeToolbar();
    void makeActions();
    void makeListActions();
    QAction *makeAction(const QString &text, const QKeySequence &key);
    void showCounts();
    void askDelete();
    void resumeRows();

    ListProxy m_proxy;
    RowMessage *m_rowMessage = nullptr;
    Words m_words;
    TabStrip *m_tabs = nullptr;
    ListTable *m_table = nullptr;
    EmptyState *m_emptyState = nullptr;
    QList<QAction *> m_actions;
    ListToolbar *m_toolbar = nullptr;
    QAction *m_deleteAction = nullptr;
    PageState m_resumed; ///< rows that are waited for
    bool m_isLoaded = false;
    bool m_isFiltering = false;
    bool m_mayAdd = true;
    bool m_mayDelete = true;
};

} // namespace postern
