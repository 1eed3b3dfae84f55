// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/models/ValueModel.h"
#include "shared/model/Route.h"
#include "shared/model/UtcMs.h"

#include <functional>

namespace postern
{

/// The routes as a table; the default route stands first whatever the order.
class RouteModel : public ValueModel<Route>
{
    Q_OBJECT

public:
    enum Column
    {
        Box,
        Domain,
        Target,
        Changed,
        ColumnCount
    };

    /// `now` is the clock that relative times are told by.
    explicit RouteModel(std::function<UtcMs()> now, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    /// Tells the relative times anew.
    void refreshTimes();

protected:
    [[nodiscard]] QString idOf(const Route &value) const override { return value.domain; }

private:
    [[nodiscard]] QString text(const Route &value, int column) const;
    [[nodiscard]] QVariant sortKey(const Route &value, int column) const;

    std::function<UtcMs()> m_now;
};

} // namespace postern
