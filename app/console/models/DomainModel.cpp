// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/models/DomainModel.h"

#include "app/console/list/ListRole.h"
#include "app/console/models/ChangedText.h"
#include "app/console/models/RelativeTime.h"

namespace
{

QString toolTip(const postern::AcceptedDomain &value, int column)
{
    return column == postern::DomainModel::Added ? postern::exactTime(value.createdAt) : QString();
}

} // namespace

namespace postern
{

DomainModel::DomainModel(std::function<UtcMs()> now, QObject *parent)
    : ValueModel<AcceptedDomain>(parent), m_now(std::move(now))
{}

int DomainModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant DomainModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const AcceptedDomain &value = valueAt(index);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(value, index.column());
    case Qt::ToolTipRole:
        return toolTip(value, index.column());
    case ListRole::Id:
        return idOf(value);
    case ListRole::Revision:
        return qlonglong(value.createdAt);
    case ListRole::Tickable:
        return true;
    case ListRole::Sort:
        return sortKey(value, index.column());
    case ListRole::Filter:
        return value.name;
    default:
        return {};
    }
}

QVariant DomainModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Domain");
    case Added:
        return tr("Added");
    default:
        return {};
    }
}

void DomainModel::refreshTimes()
{
    for (int column = 0; column < ColumnCount; ++column)
        refreshColumn(column);
}

QString DomainModel::text(const AcceptedDomain &value, int column) const
{
    switch (column) {
    case Name:
        return value.name;
    case Added:
        return changedText(value.createdAt, value.createdBy, m_now());
    default:
        return {};
    }
}

QVariant DomainModel::sortKey(const AcceptedDomain &value, int column) const
{
    switch (column) {
    case Added:
        return qlonglong(value.createdAt);
    default:
        return text(value, column).toCaseFolded();
    }
}

} // namespace postern
