// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/models/QueueModel.h"

#include "app/console/list/ListRole.h"
#include "app/console/models/QueueStateText.h"
#include "app/console/models/RelativeTime.h"

#include <QLocale>

namespace
{

QStringList addressesOf(const postern::QueueItem &value)
{
    QStringList addresses;
    for (const postern::QueueRecipient &recipient : value.recipients)
        addresses.append(recipient.address);
    return addresses;
}

QString recipientsText(const postern::QueueItem &value)
{
    if (value.recipients.isEmpty())
        return {};
    const qsizetype others = value.recipients.size() - 1;
    const QString first = value.recipients.constFirst().address;
    if (others == 0)
        return first;
    return others == 1 ? postern::QueueModel::tr("%1 and 1 other").arg(first)
                       : postern::QueueModel::tr("%1 and %2 others").arg(first).arg(others);
}

QString filterText(const postern::QueueItem &value)
{
    return QStringList{
        value.id,   value.sender,   addressesOf(value).join(u' '), value.clientAddress, value.user,
        value.helo, value.messageId}
        .join(u' ');
}

QString toolTip(const postern::QueueItem &value, int column)
{
    switch (column) {
    case postern::QueueModel::Recipients:
        return addressesOf(value).join(u'\n');
    case postern::QueueModel::Accepted:
        return postern::exactTime(value.acceptedAt);
    default:
        return {};
    }
}

} // namespace

namespace postern
{

QueueModel::QueueModel(std::function<UtcMs()> now, QObject *parent)
    : ValueModel<QueueItem>(parent), m_now(std::move(now))
{}

int QueueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant QueueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QueueItem &value = valueAt(index);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(value, index.column());
    case Qt::ToolTipRole: // a state is often longer than its column
        return index.column() == State ? text(value, State) : toolTip(value, index.column());
    case ListRole::Id:
        return idOf(value);
    case ListRole::Tickable:
        return true;
    case ListRole::Sort:
        return sortKey(value, index.column());
    case ListRole::Filter:
        return filterText(value);
    default:
        return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Id:
        return tr("Queue ID");
    case Sender:
        return tr("From");
    case Recipients:
        return tr("To");
    case State:
        return tr("State");
    case Size:
        return tr("Size");
    case Accepted:
        return tr("Accepted");
    default:
        return {};
    }
}

void QueueModel::refreshTimes()
{
    for (int column = 0; column < ColumnCount; ++column)
        refreshColumn(column);
}

QString QueueModel::text(const QueueItem &value, int column) const
{
    switch (column) {
    case Id:
        return value.id;
    case Sender:
        return value.sender.isEmpty() ? tr("(empty sender)") : value.sender;
    case Recipients:
        return recipientsText(value);
    case State:
        return queueStateText(value, m_now());
    case Size:
        return QLocale().formattedDataSize(value.size);
    case Accepted:
        return relativeTime(value.acceptedAt, m_now());
    default:
        return {};
    }
}

QVariant QueueModel::sortKey(const QueueItem &value, int column) const
{
    switch (column) {
    case Size:
        return qlonglong(value.size);
    case Accepted:
        return qlonglong(value.acceptedAt);
    default:
        return text(value, column).toCaseFolded();
    }
}

} // namespace postern
