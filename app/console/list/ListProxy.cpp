// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/ListProxy.h"

namespace postern
{

ListProxy::ListProxy(QObject *parent) : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(true);
    setSortLocaleAware(true);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    connect(&m_ticks, &TickSet::changed, this, &ListProxy::repaintTicks);
}

void ListProxy::setSourceModel(QAbstractItemModel *model)
{
    QSortFilterProxyModel::setSourceModel(model);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { untickRemoved(first, last); });
    connect(model, &QAbstractItemModel::modelReset, this, &ListProxy::untickMissing);
}

QVariant ListProxy::data(const QModelIndex &index, int role) const
{
    if (index.isValid() && index.column() == 0 && role == Qt::CheckStateRole) {
        if (!QSortFilterProxyModel::data(index, ListRole::Tickable).toBool())
            return {};
        return m_ticks.contains(idOf(index.row())) ? Qt::Checked : Qt::Unchecked;
    }
    return QSortFilterProxyModel::data(index, role);
}

bool ListProxy::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != 0 || role != Qt::CheckStateRole
        || !QSortFilterProxyModel::data(index, ListRole::Tickable).toBool()) {
        return QSortFilterProxyModel::setData(index, value, role);
    }
    m_ticks.set(idOf(index.row()), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags ListProxy::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QSortFilterProxyModel::flags(index);
    if (!index.isValid())
        return flags;
    if (groupOf(index.row()) == RowGroup::Head)
        return Qt::NoItemFlags;
    if (index.column() == 0 && QSortFilterProxyModel::data(index, ListRole::Tickable).toBool()) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

void ListProxy::setFilterText(const QString &text)
{
    m_filterText = text.simplified();
    invalidateFilter();
}

RowGroup ListProxy::groupOf(int row) const
{
    return static_cast<RowGroup>(index(row, 0).data(ListRole::Group).toInt());
}

QString ListProxy::idOf(int row) const
{
    return index(row, 0).data(ListRole::Id).toString();
}

int ListProxy::rowOf(const QString &id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (groupOf(row) != RowGroup::Head && idOf(row) == id)
            return row;
    }
    return -1;
}

QStringList ListProxy::tickableIds() const
{
    QStringList ids;
    for (int row = 0; row < rowCount(); ++row) {
        if (index(row, 0).data(ListRole::Tickable).toBool())
            ids.append(idOf(row));
    }
    return ids;
}

QStringList ListProxy::hiddenTicks() const
{
    QSet<QString> hidden = m_ticks.ids();
    for (int row = 0; row < rowCount() && !hidden.isEmpty(); ++row)
        hidden.remove(idOf(row));
    QStringList ids(hidden.begin(), hidden.end());
    ids.sort();
    return ids;
}

void ListProxy::tickPresent(const QStringList &ids)
{
    QStringList present;
    for (int row = 0; !ids.isEmpty() && row < sourceModel()->rowCount(); ++row) {
        const QModelIndex index = sourceModel()->index(row, 0);
        const QString id = index.data(ListRole::Id).toString();
        if (index.data(ListRole::Tickable).toBool() && ids.contains(id))
            present.append(id);
    }
    m_ticks.setAll(present, true);
}

int ListProxy::shownCount() const
{
    int count = 0;
    while (count < rowCount() && groupOf(count) == RowGroup::Main)
        ++count;
    return count;
}

int ListProxy::totalCount() const
{
    int count = 0;
    for (int row = 0; row < sourceModel()->rowCount(); ++row)
        count += sourceGroup(row) == RowGroup::Main ? 1 : 0;
    return count;
}

RowGroup ListProxy::sourceGroup(int sourceRow) const
{
    return static_cast<RowGroup>(sourceModel()->index(sourceRow, 0).data(ListRole::Group).toInt());
}

bool ListProxy::matches(int sourceRow) const
{
    if (m_filterText.isEmpty())
        return true;
    const QString text = sourceModel()->index(sourceRow, 0).data(ListRole::Filter).toString();
    const QStringList words = m_filterText.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (!text.contains(word, Qt::CaseInsensitive))
            return false;
    }
    return true;
}

bool ListProxy::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    if (sourceGroup(sourceRow) != RowGroup::Head)
        return matches(sourceRow);
    for (int row = 0; row < sourceModel()->rowCount(); ++row) {
        if (sourceGroup(row) == RowGroup::Below && matches(row))
            return true;
    }
    return false;
}

bool ListProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const auto leftGroup = static_cast<int>(sourceGroup(left.row()));
    const auto rightGroup = static_cast<int>(sourceGroup(right.row()));
    if (leftGroup != rightGroup)
        return (leftGroup < rightGroup) == (sortOrder() == Qt::AscendingOrder);
    QVariant a = left.data(ListRole::Sort);
    QVariant b = right.data(ListRole::Sort);
    if (a.typeId() == QMetaType::QByteArray)
        return a.toByteArray() < b.toByteArray();
    if (!a.isValid())
        a = left.data();
    if (!b.isValid())
        b = right.data();
    if (a.typeId() == QMetaType::QString)
        return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
    return a.toLongLong() < b.toLongLong();
}

void ListProxy::untickRemoved(int first, int last)
{
    QStringList gone;
    for (int row = first; row <= last; ++row)
        gone.append(sourceModel()->index(row, 0).data(ListRole::Id).toString());
    m_ticks.setAll(gone, false);
}

void ListProxy::untickMissing()
{
    QSet<QString> present;
    for (int row = 0; row < sourceModel()->rowCount(); ++row)
        present.insert(sourceModel()->index(row, 0).data(ListRole::Id).toString());
    QStringList gone;
    for (const QString &id : m_ticks.ids()) {
        if (!present.contains(id))
            gone.append(id);
    }
    m_ticks.setAll(gone, false);
}

void ListProxy::repaintTicks()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::CheckStateRole});
}

} // namespace postern
