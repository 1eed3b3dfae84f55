// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/dialogs/FormDialog.h"
#include "shared/model/Accounts.h"

#include <functional>

namespace postern
{

class ToggleRow;

/// A new SMTP user, or what is known of one and a new password for it. The password is typed, or
/// made by the server.
class UserDialog : public FormDialog
{
    Q_OBJECT

public:
    /// A new user.
    explicit UserDialog(const Context &context);
    /// `user` as it was at `now`; a new password for who may set one.
    UserDialog(const Context &context, const SmtpUser &user, UtcMs now, bool mayChange);

    [[nodiscard]] bool isModified() const override;

signals:
    /// `madePassword` is what the server made, to be shown once, or empty.
    void saved(const postern::SmtpUser &user, bool isNew, const QString &madePassword);

protected:
    [[nodiscard]] bool isComplete() const override;
    void save() override;
    bool showRefusal(const Error &error) override;
    void judge() override;

private:
    [[nodiscard]] bool isNew() const { return m_base.name.isEmpty(); }
    [[nodiscard]] QString userName() const;
    void addFacts(UtcMs now);
    void addPassword(const QString &label);
    void judgeName();

    SmtpUser m_base;
    LineField *m_nameField = nullptr;
    LiveLine *m_nameLine = nullptr;
    ToggleRow *m_makeToggle = nullptr;
    LineField *m_passwordField = nullptr;
    LiveLine *m_passwordLine = nullptr;
};

} // namespace postern
