// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/models/UserModel.h"

#include "app/console/list/ListRole.h"
#include "app/console/models/ChangedText.h"
#include "app/console/models/RelativeTime.h"

namespace
{

QString toolTip(const postern::SmtpUser &value, int column)
{
    if (column == postern::UserModel::LastUsed && value.lastUsedAt != 0)
        return postern::exactTime(value.lastUsedAt);
    return column == postern::UserModel::Changed ? postern::exactTime(value.changedAt) : QString();
}

} // namespace

namespace postern
{

UserModel::UserModel(std::function<UtcMs()> now, QObject *parent)
    : ValueModel<SmtpUser>(parent), m_now(std::move(now))
{}

int UserModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant UserModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const SmtpUser &value = valueAt(index);
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
        return QString(value.name + u' ' + value.lastUsedFrom);
    default:
        return {};
    }
}

QVariant UserModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("User name");
    case State:
        return tr("State");
    case LastUsed:
        return tr("Last used");
    case Changed:
        return tr("Changed");
    default:
        return {};
    }
}

void UserModel::refreshTimes()
{
    for (int column = 0; column < ColumnCount; ++column)
        refreshColumn(column);
}

QString UserModel::text(const SmtpUser &value, int column) const
{
    switch (column) {
    case Name:
        return value.name;
    case State:
        return value.enabled ? tr("May send") : tr("Switched off");
    case LastUsed:
        return value.lastUsedAt == 0
                   ? tr("never")
                   : tr("%1, from %2")
                         .arg(relativeTime(value.lastUsedAt, m_now()), value.lastUsedFrom);
    case Changed:
        return changedText(value.changedAt, value.changedBy, m_now());
    default:
        return {};
    }
}

QVariant UserModel::sortKey(const SmtpUser &value, int column) const
{
    switch (column) {
    case LastUsed:
        return qlonglong(value.lastUsedAt);
    case Changed:
        return qlonglong(value.changedAt);
    default:
        return text(value, column).toCaseFolded();
    }
}

} // namespace postern
