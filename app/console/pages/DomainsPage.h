// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/models/DomainModel.h"
#include "app/console/pages/AreaPage.h"

namespace postern
{

/// Accepted domains: whose mail is taken in from anybody.
class DomainsPage : public AreaPage
{
    Q_OBJECT

public:
    explicit DomainsPage(const PageContext &context);

protected:
    void newWanted() override;
    void openWanted(const QString &id) override;
    void deleteWanted(const QStringList &ids) override;
    [[nodiscard]] QString countText(int shown, int total) const override;
    void takeItems(const QJsonArray &items) override;
    void offer(Role role) override;
    void refreshTimes() override;

private:
    /// Made before the base, which wants the model.
    DomainsPage(const PageContext &context, DomainModel *model);

    DomainModel &m_model;
};

} // namespace postern
