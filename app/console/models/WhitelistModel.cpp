// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/models/WhitelistModel.h"

#include "app/console/list/ListRole.h"
#include "app/console/models/RelativeTime.h"

#include <QLocale>

namespace postern
{

namespace
{

constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;
constexpr int markedDays = 7;

// Family, first address, then the wider before the narrower.
QByteArray sortKey(const AddressRange &range)
{
    const auto fixed = [](const IpAddress &address) {
        const QByteArray bytes = address.toBytes();
        return QByteArray(16 - bytes.size(), '\0') + bytes;
    };
    QByteArray last = fixed(range.last());
    for (char &byte : last)
        byte = static_cast<char>(~byte);
    return QByteArray(1, range.isV4() ? '4' : '6') + fixed(range.first()) + last;
}

QStringList serviceLabels(Services services)
{
    QStringList labels;
    for (const Service service : allServices()) {
        if (services.testFlag(service))
            labels.append(serviceLabel(service));
    }
    return labels;
}

} // namespace

WhitelistModel::WhitelistModel(std::function<UtcMs()> now, QObject *parent)
    : QAbstractTableModel(parent), m_now(std::move(now))
{}

int WhitelistModel::changedColumn()
{
    return firstServiceColumn + static_cast<int>(allServices().size());
}

int WhitelistModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size()) + 1;
}

int WhitelistModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : changedColumn() + 1;
}

QVariant WhitelistModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::AccessibleTextRole && section == 0)
        return tr("Ticked");
    if (role != Qt::DisplayRole)
        return {};
    if (section == addressColumn)
        return tr("IP Address");
    if (section == descriptionColumn)
        return tr("Description");
    if (section == changedColumn())
        return tr("Changed");
    if (section >= firstServiceColumn && section < changedColumn())
        return serviceLabel(allServices().at(section - firstServiceColumn));
    return {};
}

QVariant WhitelistModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.row() == m_entries.size())
        return headRowData(index.column(), role);
    const WhitelistEntry &entry = m_entries.at(index.row());
    return index.column() == 0 ? rowData(entry, role) : cellData(entry, index.column(), role);
}

QVariant WhitelistModel::headRowData(int column, int role) const
{
    if (column != 0)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return tr("Built in");
    case ListRole::Group:
        return static_cast<int>(RowGroup::Head);
    case ListRole::GroupNote:
        return tr("Can be edited, not deleted");
    default:
        return {};
    }
}

QVariant WhitelistModel::rowData(const WhitelistEntry &entry, int role) const
{
    switch (role) {
    case ListRole::Id:
        return entry.id;
    case ListRole::Revision:
        return qlonglong(entry.revision);
    case ListRole::Group:
        return static_cast<int>(entry.builtIn ? RowGroup::Below : RowGroup::Main);
    case ListRole::Tickable:
        return !entry.builtIn;
    case ListRole::IsOff:
        return !entry.enabled || hasEnded(entry);
    case ListRole::Filter: {
        QStringList texts{entry.range.toString(), entry.description, entry.changedBy};
        texts += serviceLabels(entry.services);
        return texts.join(u'\n');
    }
    case Qt::AccessibleTextRole:
        return entry.builtIn ? tr("Built in, cannot be deleted") : entry.range.toString();
    default:
        return {};
    }
}

QVariant WhitelistModel::cellData(const WhitelistEntry &entry, int column, int role) const
{
    if (column == addressColumn) {
        if (role == Qt::DisplayRole)
            return entry.range.toString();
        return role == ListRole::Sort ? QVariant(sortKey(entry.range)) : QVariant();
    }
    if (column == descriptionColumn) {
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
            return entry.description;
        return role == ListRole::Marks ? marksOf(entry) : QVariant();
    }
    if (column == changedColumn()) {
        if (role == Qt::DisplayRole)
            return changedText(entry);
        if (role == Qt::ToolTipRole)
            return entry.changedBy.isEmpty() ? QVariant() : exactTime(entry.changedAt);
        return role == ListRole::Sort ? QVariant(static_cast<qlonglong>(entry.changedAt))
                                      : QVariant();
    }
    const bool on = entry.services.testFlag(allServices().at(column - firstServiceColumn));
    if (role == ListRole::Flag)
        return on;
    if (role == ListRole::Sort)
        return on ? 0 : 1;
    return role == Qt::AccessibleTextRole ? QVariant(on ? tr("on") : tr("off")) : QVariant();
}

QString WhitelistModel::changedText(const WhitelistEntry &entry) const
{
    if (entry.changedBy.isEmpty())
        return tr("at setup");
    return QStringLiteral("%1, %2").arg(relativeTime(entry.changedAt, m_now()), entry.changedBy);
}

bool WhitelistModel::hasEnded(const WhitelistEntry &entry) const
{
    return entry.expiresAt != 0 && entry.expiresAt <= m_now();
}

QVariant WhitelistModel::marksOf(const WhitelistEntry &entry) const
{
    QList<ListMark> marks;
    if (!entry.enabled)
        marks.append({tr("switched off"), false});
    const bool asBypass = entry.services.testFlag(Service::SmtpAuthBypass);
    const Width width = widthOf(entry.range, asBypass);
    if (width == Width::VeryWide || width == Width::Refused)
        marks.append({tr("very wide"), true});
    else if (width == Width::Wide)
        marks.append({tr("wide"), false});
    if (entry.expiresAt != 0) {
        const qint64 left = entry.expiresAt - m_now();
        const int days = static_cast<int>((left + dayMs - 1) / dayMs);
        if (left <= 0)
            marks.append({tr("expired"), true});
        else if (days <= markedDays)
            marks.append(
                {days == 1 ? tr("expires in 1 day") : tr("expires in %1 days").arg(days), true});
    }
    return QVariant::fromValue(marks);
}

int WhitelistModel::indexOf(const QString &id) const
{
    return m_rows.value(id, -1);
}

void WhitelistModel::reindex(int from)
{
    for (int row = from; row < m_entries.size(); ++row)
        m_rows.insert(m_entries.at(row).id, row);
}

const WhitelistEntry *WhitelistModel::find(const QString &id) const
{
    const int row = indexOf(id);
    return row < 0 ? nullptr : &m_entries.at(row);
}

void WhitelistModel::setEntries(const QList<WhitelistEntry> &entries)
{
    QHash<QString, const WhitelistEntry *> wanted;
    for (const WhitelistEntry &entry : entries)
        wanted.insert(entry.id, &entry);
    // Few differences are applied one by one, so that a view keeps its place; many at once.
    constexpr qsizetype fewDifferences = 200;
    qsizetype differences = 0;
    for (const WhitelistEntry &entry : std::as_const(m_entries))
        differences += wanted.contains(entry.id) ? 0 : 1;
    for (const WhitelistEntry &entry : entries)
        differences += m_rows.contains(entry.id) ? 0 : 1;
    if (m_entries.isEmpty() || differences > fewDifferences) {
        beginResetModel();
        m_entries = entries;
        m_rows.clear();
        reindex(0);
        endResetModel();
        return;
    }
    for (qsizetype row = m_entries.size(); row-- > 0;) {
        if (!wanted.contains(m_entries.at(row).id))
            remove(QString(m_entries.at(row).id));
    }
    for (const WhitelistEntry &entry : entries)
        apply(entry);
}

void WhitelistModel::apply(const WhitelistEntry &entry)
{
    const int row = indexOf(entry.id);
    if (row < 0) {
        const int last = static_cast<int>(m_entries.size());
        beginInsertRows({}, last, last);
        m_entries.append(entry);
        m_rows.insert(entry.id, last);
        endInsertRows();
        return;
    }
    if (entry.revision < m_entries.at(row).revision || entry == m_entries.at(row))
        return;
    m_entries[row] = entry;
    emit dataChanged(index(row, 0), index(row, columnCount() - 1));
}

void WhitelistModel::remove(const QString &id)
{
    const int row = indexOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_entries.removeAt(row);
    m_rows.remove(id);
    reindex(row);
    endRemoveRows();
}

void WhitelistModel::touchTimes()
{
    if (!m_entries.isEmpty()) {
        emit dataChanged(index(0, 0),
                         index(static_cast<int>(m_entries.size()) - 1, changedColumn()),
                         {Qt::DisplayRole, ListRole::Marks, ListRole::IsOff});
    }
}

} // namespace postern
