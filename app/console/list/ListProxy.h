// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/list/ListRole.h"
#include "app/console/list/TickSet.h"

#include <QSortFilterProxyModel>

namespace postern
{

/// Filters and sorts a list's model, keeps the groups apart in either sort order, and holds the
/// ticks: a row that leaves the model loses its tick, a row that is only filtered out keeps it.
class ListProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ListProxy(QObject *parent = nullptr);

    void setSourceModel(QAbstractItemModel *model) override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

    void setFilterText(const QString &text);
    [[nodiscard]] QString filterText() const { return m_filterText; }
    [[nodiscard]] TickSet &ticks() { return m_ticks; }
    [[nodiscard]] const TickSet &ticks() const { return m_ticks; }

    [[nodiscard]] RowGroup groupOf(int row) const;
    [[nodiscard]] QString idOf(int row) const;
    /// The row that shows `id`, or -1.
    [[nodiscard]] int rowOf(const QString &id) const;
    /// Keys of the rows that are shown and can be ticked.
    [[nodiscard]] QStringList tickableIds() const;
    /// Keys of ticked rows that the filter hides, sorted.
    [[nodiscard]] QStringList hiddenTicks() const;
    /// Ticks those of `ids` that the model has and that can be ticked, shown or not.
    void tickPresent(const QStringList &ids);
    /// Rows of the main group that are shown, and that there are.
    [[nodiscard]] int shownCount() const;
    [[nodiscard]] int totalCount() const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    [[nodiscard]] RowGroup sourceGroup(int sourceRow) const;
    [[nodiscard]] bool matches(int sourceRow) const;
    void untickRemoved(int first, int last);
    void untickMissing();
    void repaintTicks();

    QString m_filterText;
    TickSet m_ticks;
};

} // namespace postern
