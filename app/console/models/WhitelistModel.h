// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/WhitelistEntry.h"

#include <QAbstractTableModel>
#include <QHash>

#include <functional>

namespace postern
{

/// The whitelist as a table: box, address, description, one column for each service, changed. The
/// built-in entries are the group below, with a head row before them. Thread: GUI.
class WhitelistModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// `now` is the clock that relative times and expiry marks are told by.
    explicit WhitelistModel(std::function<UtcMs()> now, QObject *parent = nullptr);

    static constexpr int addressColumn = 1;
    static constexpr int descriptionColumn = 2;
    static constexpr int firstServiceColumn = 3;
    [[nodiscard]] static int changedColumn();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    /// Replaces the whole list; rows that stay keep their place.
    void setEntries(const QList<WhitelistEntry> &entries);
    /// Adds the entry or takes its new value; an older revision than the known one is dropped.
    void apply(const WhitelistEntry &entry);
    void remove(const QString &id);
    /// Null when there is none; valid until the next change.
    [[nodiscard]] const WhitelistEntry *find(const QString &id) const;
    [[nodiscard]] const QList<WhitelistEntry> &entries() const { return m_entries; }
    /// Tells views that relative times are to be drawn anew.
    void touchTimes();

private:
    [[nodiscard]] QVariant headRowData(int column, int role) const;
    [[nodiscard]] QVariant rowData(const WhitelistEntry &entry, int role) const;
    [[nodiscard]] QVariant cellData(const WhitelistEntry &entry, int column, int role) const;
    [[nodiscard]] QString changedText(const WhitelistEntry &entry) const;
    [[nodiscard]] bool hasEnded(const WhitelistEntry &entry) const;
    [[nodiscard]] QVariant marksOf(const WhitelistEntry &entry) const;
    [[nodiscard]] int indexOf(const QString &id) const;
    void reindex(int from);

    std::function<UtcMs()> m_now;
    QList<WhitelistEntry> m_entries; ///< row i is entry i; the head row stands after the last
    QHash<QString, int> m_rows;
};

} // namespace postern
