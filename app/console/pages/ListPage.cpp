// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/ListPage.h"

#include "app/console/list/ListTable.h"
#include "app/console/pages/ListToolbar.h"
#include "app/console/pages/TickWords.h"
#include "app/console/widgets/Button.h"
#include "app/console/widgets/EmptyState.h"
#include "app/console/widgets/FilterEdit.h"
#include "app/console/widgets/TabStrip.h"

#include <QAction>
#include <QBoxLayout>

#include <algorithm>
#include <utility>

namespace postern
{

ListPage::ListPage(const PageContext &context, const QString &objectName, const QString &title,
                   QAbstractItemModel *model, const QList<ListColumn> &columns, Words words)
    : Page(context, objectName, title), m_words(std::move(words))
{
    m_proxy.setSourceModel(model);
    m_rowMessage = new RowMessage(m_proxy, *messageBar());
    if (!m_words.tabs.isEmpty()) {
        m_tabs = new TabStrip(theme(), this);
        for (const QString &name : std::as_const(m_words.tabs))
            m_tabs->addTab(name);
        addRow()->addWidget(m_tabs);
        column()->addSpacing(theme().px(12));
    } else {
        column()->addSpacing(theme().px(8));
    }
    makeToolbar();
    column()->addSpacing(theme().px(8));
    m_table = new ListTable(theme(), columns, m_proxy, this);
    m_table->setAccessibleName(m_words.tabs.isEmpty() ? title : m_words.tabs.constFirst());
    if (context.memory != nullptr)
        m_table->rememberColumns(*context.memory, objectName);
    auto *tableRow = addRow();
    tableRow->setContentsMargins(theme().px(16), 0, theme().px(16), 0);
    tableRow->addWidget(m_table);
    column()->setStretchFactor(tableRow, 1);
    m_emptyState = new EmptyState(theme(), m_table->viewport());
    m_emptyState->hide();
    makeActions();

    connect(m_table, &ListTable::opened, this, &ListPage::openWanted);
    connect(&m_proxy.ticks(), &TickSet::changed, this, &ListPage::showCounts);
    connect(&m_proxy, &QAbstractItemModel::rowsInserted, this, &ListPage::showCounts);
    connect(&m_proxy, &QAbstractItemModel::rowsRemoved, this, &ListPage::showCounts);
    connect(&m_proxy, &QAbstractItemModel::modelReset, this, &ListPage::showCounts);
    // A row that the filter hides counts too, and the proxy loses one while the model still has it.
    connect(model, &QAbstractItemModel::rowsInserted, this, &ListPage::showCounts);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &ListPage::showCounts);
    connect(m_emptyState, &EmptyState::buttonClicked, this, [this] {
        if (m_proxy.filterText().isEmpty()) {
            newWanted();
        } else {
            filterEdit()->clear();
            filterEdit()->setFocus(Qt::OtherFocusReason);
        }
    });
    showCounts();
}

void ListPage::makeToolbar()
{
    m_toolbar = new ListToolbar(theme(), this);
    addRow()->addWidget(m_toolbar);
    connect(m_toolbar, &ListToolbar::newClicked, this, &ListPage::newWanted);
    connect(m_toolbar, &ListToolbar::deleteClicked, this, &ListPage::askDelete);
    connect(filterEdit(), &QLineEdit::textChanged, this, [this](const QString &text) {
        m_isFiltering = true; // rows come and go by many signals then, and are counted once
        m_proxy.setFilterText(text);
        m_isFiltering = false;
        showCounts();
    });
    connect(filterEdit(), &QLineEdit::returnPressed, this,
            [this] { m_table->setFocus(Qt::ShortcutFocusReason); });
}

FilterEdit *ListPage::filterEdit() const
{
    return m_toolbar->filterEdit();
}

QAction *ListPage::makeAction(const QString &text, const QKeySequence &key)
{
    auto *action = new QAction(text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    m_actions.append(action);
    return action;
}

void ListPage::makeActions()
{
    connect(makeAction(tr("New"), QKeySequence::New), &QAction::triggered, this, [this] {
        if (m_mayAdd)
            newWanted();
    });
    m_deleteAction = makeAction(tr("Delete ticked"), QKeySequence::Delete);
    connect(m_deleteAction, &QAction::triggered, this, &ListPage::askDelete);
    connect(makeAction(tr("Filter"), QKeySequence::Find), &QAction::triggered, this, [this] {
        filterEdit()->setFocus(Qt::ShortcutFocusReason);
        filterEdit()->selectAll();
    });
    makeListActions();
}

// The list itself takes these keys, and only while it has the focus: in the filter, Enter and Space
// are the filter's. So the menu names them without being their shortcut.
void ListPage::makeListActions()
{
    const auto add = [this](const QString &text, const QKeySequence &key) {
        auto *action = new QAction(text + u'\t' + key.toString(QKeySequence::NativeText), this);
        m_actions.append(action);
        return action;
    };
    connect(add(tr("Open"), Qt::Key_Return), &QAction::triggered, this, [this] {
        if (!m_table->currentId().isEmpty())
            openWanted(m_table->currentId());
    });
    connect(add(tr("Tick or untick"), Qt::Key_Space), &QAction::triggered, m_table,
            &ListTable::toggleCurrent);
    connect(add(tr("Tick all shown"), QKeySequence::SelectAll), &QAction::triggered, m_table,
            &ListTable::tickAllShown);
    connect(makeAction(tr("Untick all"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A)),
            &QAction::triggered, &m_proxy.ticks(), &TickSet::clear);
    if (m_tabs == nullptr || m_tabs->count() < 2)
        return;
    connect(makeAction(tr("Next tab"), QKeySequence::NextChild), &QAction::triggered, m_tabs,
            &TabStrip::showNext);
}

QList<QAction *> ListPage::pageActions() const
{
    return m_actions;
}

void ListPage::activate(Qt::FocusReason reason)
{
    m_table->setFocus(reason);
}

QStringList ListPage::tickedIds() const
{
    const QSet<QString> &ticked = m_proxy.ticks().ids();
    QStringList ids(ticked.begin(), ticked.end());
    ids.sort();
    return ids;
}

QStringList ListPage::shownTickedIds() const
{
    const QStringList hidden = m_proxy.hiddenTicks();
    QStringList ids = tickedIds();
    ids.removeIf([&hidden](const QString &id) {
        return std::binary_search(hidden.begin(), hidden.end(), id);
    });
    return ids;
}

QStringList ListPage::hiddenSentences(const QStringList &ids,
                                      const std::function<QString(const QString &)> &nameOf) const
{
    QStringList names;
    for (const QString &id : m_proxy.hiddenTicks()) {
        if (ids.contains(id))
            names.append(nameOf ? nameOf(id) : id);
    }
    return TickWords::hidden(names, ids.size());
}

void ListPage::askDelete()
{
    if (m_mayDelete && !m_proxy.ticks().ids().isEmpty())
        deleteWanted(tickedIds());
}

void ListPage::setMayChange(bool mayChange)
{
    setMayAdd(mayChange);
    setMayDelete(mayChange);
}

void ListPage::setMayAdd(bool mayAdd)
{
    m_mayAdd = mayAdd;
    m_toolbar->setMayAdd(mayAdd);
    showCounts();
}

void ListPage::setMayDelete(bool mayDelete)
{
    m_mayDelete = mayDelete;
    m_toolbar->setMayDelete(mayDelete);
}

void ListPage::setDeleteText(const QString &text)
{
    m_toolbar->setDeleteText(text);
    m_deleteAction->setText(text);
}

Button *ListPage::addTickedButton(const QString &text, const QString &buttonName,
                                  const QString &icon)
{
    Button *button = m_toolbar->addTickedButton(text, buttonName, icon);
    auto *action = new QAction(text, this);
    connect(action, &QAction::triggered, button, &Button::click);
    m_actions.append(action);
    return button;
}

void ListPage::setLoaded(bool loaded)
{
    m_isLoaded = loaded;
    showCounts();
    if (loaded) {
        onRefreshed();
        resumeRows();
    }
}

PageState ListPage::state() const
{
    PageState state = m_resumed;
    state.filter = filterEdit()->text();
    state.sortColumn = m_proxy.sortColumn();
    state.sortOrder = m_proxy.sortOrder();
    if (m_isLoaded) {
        state.ticked = tickedIds();
        state.current = m_table->currentId();
    }
    return state;
}

void ListPage::resume(const PageState &state)
{
    m_resumed = state;
    filterEdit()->setText(state.filter);
    if (state.sortColumn >= 0)
        m_table->sortByColumn(state.sortColumn, state.sortOrder);
    if (m_isLoaded)
        resumeRows();
}

void ListPage::resumeRows()
{
    const PageState state = std::exchange(m_resumed, {});
    m_proxy.tickPresent(state.ticked);
    if (!state.current.isEmpty())
        m_table->select(state.current);
}

QString ListPage::countText(int shown, int total) const
{
    if (shown != total)
        return tr("%L1 of %L2 shown").arg(shown).arg(total);
    return tr("%L1 in all").arg(total);
}

void ListPage::showCounts()
{
    if (m_isFiltering)
        return;
    const int shown = m_proxy.shownCount();
    const int total = m_proxy.totalCount();
    const int ticked = m_proxy.ticks().count();
    const auto hidden = static_cast<int>(m_proxy.hiddenTicks().size());
    m_toolbar->setTicked(ticked, hidden);
    m_toolbar->setCountText(ticked > 0   ? TickWords::count(ticked, hidden, total)
                            : total == 0 ? QString()
                                         : countText(shown, total));
    const bool isEmpty = m_isLoaded && shown == 0;
    if (isEmpty && total > 0) {
        m_emptyState->setContent(QStringLiteral("search"), m_words.filteredSentence,
                                 tr("Clear filter"));
    } else if (isEmpty) {
        m_emptyState->setContent(m_words.emptyIcon, m_words.emptySentence,
                                 m_mayAdd ? tr("New") : QString(), QStringLiteral("plus"));
    }
    m_table->setEmptyWidget(isEmpty ? m_emptyState : nullptr);
}

void ListPage::showSaved(const QString &id, qint64 revision, const QString &sentence)
{
    if (m_proxy.rowOf(id) >= 0) {
        m_table->select(id);
        m_table->markFresh(id);
        showMessage(MessageBar::Kind::Success, sentence);
        m_rowMessage->follow({{id, revision}});
        return;
    }
    showMessage(MessageBar::Kind::Success, tr("%1 The filter hides it.").arg(sentence), tr("Show"),
                [this, id] {
                    filterEdit()->clear();
                    m_table->select(id);
                    m_table->markFresh(id);
                    m_table->setFocus(Qt::OtherFocusReason);
                });
    m_rowMessage->follow({{id, revision}}, RowMessage::Offer::ShowRow);
}

} // namespace postern
