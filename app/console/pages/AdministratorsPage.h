// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/models/AdministratorModel.h"
#include "app/console/pages/AreaPage.h"

namespace postern
{

/// Administrators: who may use this console, with which role.
class AdministratorsPage : public AreaPage
{
    Q_OBJECT

public:
    explicit AdministratorsPage(const PageContext &context);

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
    AdministratorsPage(const PageContext &context, AdministratorModel *model);
    void onSaved(const QString &name, const QString &sentence);

    AdministratorModel &m_model;
};

} // namespace postern
