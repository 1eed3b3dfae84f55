// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/models/AdministratorModel.h"

#include "app/console/list/ListRole.h"
#include "app/console/models/ChangedText.h"
#include "app/console/models/RelativeTime.h"

namespace
{

QString toolTip(const postern::Administrator &value, int column)
{
    if (column == postern::AdministratorModel::LastLogin && value.lastLoginAt != 0)
        return postern::exactTime(value.lastLoginAt);
    return column == postern::AdministratorModel::Changed ? postern::exactTime(value.changedAt)
                                                          : QString();
}

} // namespace

namespace postern
{

AdministratorModel::AdministratorModel(std::function<UtcMs()> now, QObject *parent)
    : ValueModel<Administrator>(parent), m_now(std::move(now))
{}

int AdministratorModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant AdministratorModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Administrator &value = valueAt(index);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(value, index.column());
    case Qt::ToolTipRole:
        return toolTip(value, index.column());
    case ListRole::Id:
        return idOf(value);
    case ListRole::Revision:
        return qlonglong(value.revision);
    case ListRole::Tickable:
        return true;
    case ListRole::Sort:
        return sortKey(value, index.column());
    case ListRole::Filter:
        return QString(value.name + u' ' + roleLabel(value.role));
    default:
        return {};
    }
}

QVariant AdministratorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case RoleLabel:
        return tr("Role");
    case LastLogin:
        return tr("Last login");
    case Changed:
        return tr("Changed");
    default:
        return {};
    }
}

void AdministratorModel::refreshTimes()
{
    for (int column = 0; column < ColumnCount; ++column)
        refreshColumn(column);
}

QString AdministratorModel::text(const Administrator &value, int column) const
{
    switch (column) {
    case Name:
        return value.name;
    case RoleLabel:
        return roleLabel(value.role);
    case LastLogin:
        return value.lastLoginAt == 0
                   ? tr("never")
                   : tr("%1, from %2")
                         .arg(relativeTime(value.lastLoginAt, m_now()), value.lastLoginFrom);
    case Changed:
        return changedText(value.changedAt, value.changedBy, m_now());
    default:
        return {};
    }
}

QVariant AdministratorModel::sortKey(const Administrator &value, int column) const
{
    switch (column) {
    case RoleLabel:
        return int(value.role);
    case LastLogin:
        return qlonglong(value.lastLoginAt);
    case Changed:
        return qlonglong(value.changedAt);
    default:
        return text(value, column).toCaseFolded();
    }
}

} // namespace postern
