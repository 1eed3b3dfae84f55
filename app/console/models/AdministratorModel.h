// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/models/ValueModel.h"
#include "shared/model/Accounts.h"
#include "shared/model/UtcMs.h"

#include <functional>

namespace postern
{

/// The administrators as a table.
class AdministratorModel : public ValueModel<Administrator>
{
    Q_OBJECT

public:
    enum Column
    {
        Box,
        Name,
        RoleLabel,
        LastLogin,
        Changed,
        ColumnCount
    };

    /// `now` is the clock that relative times are told by.
    explicit AdministratorModel(std::function<UtcMs()> now, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    /// Tells the relative times anew.
    void refreshTimes();

protected:
    [[nodiscard]] QString idOf(const Administrator &value) const override { return value.name; }

private:
    [[nodiscard]] QString text(const Administrator &value, int column) const;
    [[nodiscard]] QVariant sortKey(const Administrator &value, int column) const;

    std::function<UtcMs()> m_now;
};

} // namespace postern
