// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QList>

#include <algorithm>
#include <optional>

namespace postern
{

/// Rows of values of one kind, each with a stable key. New lists are folded into what is there, so
/// that selection and ticks hold on: a changed row changes, a missing one leaves, a new one comes
/// last. GUI thread. Column 0 is the list's box and stays empty; the subclass says what the other
/// cells show.
template<typename Value>
class ValueModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_values.size());
    }

    /// The whole list as the server has it now.
    void setValues(const QList<Value> &values)
    {
        QHash<QString, qsizetype> wanted;
        for (qsizetype at = 0; at < values.size(); ++at)
            wanted.insert(idOf(values.at(at)), at);
        for (qsizetype row = m_values.size() - 1; row >= 0; --row) {
            if (!wanted.contains(idOf(m_values.at(row))))
                removeAt(row);
        }
        QHash<QString, qsizetype> present;
        for (qsizetype row = 0; row < m_values.size(); ++row)
            present.insert(idOf(m_values.at(row)), row);
        for (const Value &value : values)
            putAt(present.value(idOf(value), -1), value);
    }

    /// One value that is new or has changed.
    void put(const Value &value) { putAt(rowOf(idOf(value)), value); }

    void remove(const QString &id)
    {
        const qsizetype row = rowOf(id);
        if (row >= 0)
            removeAt(row);
    }

    [[nodiscard]] std::optional<Value> find(const QString &id) const
    {
        const qsizetype row = rowOf(id);
        return row < 0 ? std::nullopt : std::optional<Value>(m_values.at(row));
    }

    [[nodiscard]] const QList<Value> &values() const { return m_values; }

protected:
    [[nodiscard]] virtual QString idOf(const Value &value) const = 0;
    [[nodiscard]] const Value &valueAt(const QModelIndex &index) const
    {
        return m_values.at(index.row());
    }
    /// Repaints a column whose text depends on the time.
    void refreshColumn(int column)
    {
        if (!m_values.isEmpty())
            emit dataChanged(index(0, column), index(int(m_values.size()) - 1, column));
    }

private:
    [[nodiscard]] qsizetype rowOf(const QString &id) const
    {
        const auto found = std::find_if(m_values.cbegin(), m_values.cend(),
                                        [&](const Value &value) { return idOf(value) == id; });
        return found == m_values.cend() ? -1 : found - m_values.cbegin();
    }
    void putAt(qsizetype row, const Value &value)
    {
        if (row < 0) {
            const int end = int(m_values.size());
            beginInsertRows({}, end, end);
            m_values.append(value);
            endInsertRows();
            return;
        }
        m_values[row] = value;
        emit dataChanged(index(int(row), 0), index(int(row), columnCount() - 1));
    }
    void removeAt(qsizetype row)
    {
        beginRemoveRows({}, int(row), int(row));
        m_values.removeAt(row);
        endRemoveRows();
    }

    QList<Value> m_values;
};

} // namespace postern
