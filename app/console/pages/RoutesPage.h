// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/models/RouteModel.h"
#include "app/console/pages/AreaPage.h"

namespace postern
{

/// Routes (smarthosts): where mail that was taken in goes.
class RoutesPage : public AreaPage
{
    Q_OBJECT

public:
    explicit RoutesPage(const PageContext &context);

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
    RoutesPage(const PageContext &context, RouteModel *model);
    void onSaved(const Route &route);

    RouteModel &m_model;
};

} // namespace postern
