// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/dialogs/FormDialog.h"
#include "shared/model/Accounts.h"

#include <QHash>

namespace postern
{

class ChoiceRow;

/// A new administrator, or the role and a new password of one. Only a System Administrator changes
/// others; everybody may set the own password.
class AdministratorDialog : public FormDialog
{
    Q_OBJECT

public:
    /// A new administrator.
    explicit AdministratorDialog(const Context &context);
    AdministratorDialog(const Context &context, const Administrator &administrator);

    [[nodiscard]] bool isModified() const override;

signals:
    /// All that was asked is done; `sentence` says what.
    void saved(const QString &name, const QString &sentence);

protected:
    [[nodiscard]] bool isComplete() const override;
    void save() override;
    bool showRefusal(const Error &error) override;
    void judge() override;

private:
    [[nodiscard]] bool isNew() const { return m_base.name.isEmpty(); }
    [[nodiscard]] bool isSelf() const;
    [[nodiscard]] QString accountName() const;
    [[nodiscard]] Role role() const;
    void addFacts();
    void addPassword(const QString &label);
    void addRoles();
    void judgeName();
    void judgePassword();
    void add();
    void setRole();
    void setPassword();

    Administrator m_base;
    LineField *m_nameField = nullptr;
    LiveLine *m_nameLine = nullptr;
    LineField *m_passwordField = nullptr;
    LiveLine *m_passwordLine = nullptr;
    QHash<Role, ChoiceRow *> m_roles;
    LiveLine *m_roleLine = nullptr;
    bool m_isRoleSaved = false; ///< the first of two requests is done
};

} // namespace postern
