// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/models/ValueModel.h"
#include "shared/model/QueueItem.h"
#include "shared/model/UtcMs.h"

#include <functional>

namespace postern
{

/// The queue as a table: one row a message.
class QueueModel : public ValueModel<QueueItem>
{
    Q_OBJECT

public:
    enum Column
    {
        Box,
        Id,
        Sender,
        Recipients,
        State,
        Size,
        Accepted,
        ColumnCount
    };

    /// `now` is the clock that relative times are told by.
    explicit QueueModel(std::function<UtcMs()> now, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    /// Tells the relative times anew.
    void refreshTimes();

protected:
    [[nodiscard]] QString idOf(const QueueItem &value) const override { return value.id; }

private:
    [[nodiscard]] QString text(const QueueItem &value, int column) const;
    [[nodiscard]] QVariant sortKey(const QueueItem &value, int column) const;

    std::function<UtcMs()> m_now;
};

} // namespace postern
