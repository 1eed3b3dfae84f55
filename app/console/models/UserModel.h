// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/models/ValueModel.h"
#include "shared/model/Accounts.h"
#include "shared/model/UtcMs.h"

#include <functional>

namespace postern
{

/// The SMTP users as a table.
class UserModel : public ValueModel<SmtpUser>
{
    Q_OBJECT

public:
    enum Column
    {
        Box,
        Name,
        State,
        LastUsed,
        Changed,
        ColumnCount
    };

    /// `now` is the clock that relative times are told by.
    explicit UserModel(std::function<UtcMs()> now, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    /// Tells the relative times anew.
    void refreshTimes();

protected:
    [[nodiscard]] QString idOf(const SmtpUser &value) const override { return value.name; }

private:
    [[nodiscard]] QString text(const SmtpUser &value, int column) const;
    [[nodiscard]] QVariant sortKey(const SmtpUser &value, int column) const;

    std::function<UtcMs()> m_now;
};

} // namespace postern
