// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/models/RouteModel.h"

#include "app/console/list/ListRole.h"
#include "app/console/models/ChangedText.h"
#include "app/console/models/RelativeTime.h"

namespace
{

QString toolTip(const postern::Route &value, int column)
{
    return column == postern::RouteModel::Changed ? postern::exactTime(value.changedAt) : QString();
}

} // namespace

namespace postern
{

RouteModel::RouteModel(std::function<UtcMs()> now, QObject *parent)
    : ValueModel<Route>(parent), m_now(std::move(now))
{}

int RouteModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant RouteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Route &value = valueAt(index);
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
        return QString(value.domain + u' ' + text(value, Target));
    default:
        return {};
    }
}

QVariant RouteModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Domain:
        return tr("Recipient domain");
    case Target:
        return tr("Goes to");
    case Changed:
        return tr("Changed");
    default:
        return {};
    }
}

void RouteModel::refreshTimes()
{
    for (int column = 0; column < ColumnCount; ++column)
        refreshColumn(column);
}

QString RouteModel::text(const Route &value, int column) const
{
    switch (column) {
    case Domain:
        return value.domain == QLatin1String("default") ? tr("All other domains") : value.domain;
    case Target:
        return value.user.isEmpty() ? value.target()
                                    : tr("%1, as %2").arg(value.target(), value.user);
    case Changed:
        return changedText(value.changedAt, value.changedBy, m_now());
    default:
        return {};
    }
}

QVariant RouteModel::sortKey(const Route &value, int column) const
{
    switch (column) {
    case Domain:
        return value.domain == QLatin1String("default") ? QString() : value.domain;
    case Changed:
        return qlonglong(value.changedAt);
    default:
        return text(value, column).toCaseFolded();
    }
}

} // namespace postern
