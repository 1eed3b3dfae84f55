// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/models/UserModel.h"
#include "app/console/pages/AreaPage.h"

namespace postern
{

/// SMTP users: who may send with a login.
class UsersPage : public AreaPage
{
    Q_OBJECT

public:
    explicit UsersPage(const PageContext &context);

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
    UsersPage(const PageContext &context, UserModel *model);
    void onSaved(const SmtpUser &user, bool isNew, const QString &madePassword);
    void enableTicked();
    void disableTicked();

    UserModel &m_model;
    Button *m_enableButton;
    Button *m_disableButton;
};

} // namespace postern
