// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/AdministratorDialog.h"

#include "app/console/models/RelativeTime.h"
#include "app/console/widgets/ChoiceRow.h"
#include "app/console/widgets/FactList.h"
#include "shared/control/ValueCodec.h"

#include <QBoxLayout>

#include <array>

namespace postern
{

namespace
{

constexpr std::array allRoles{Role::Auditor, Role::Operator, Role::Admin};

QString explanationOf(Role role)
{
    switch (role) {
    case Role::Auditor:
        return AdministratorDialog::tr("Sees everything but secrets, changes nothing.");
    case Role::Operator:
        return AdministratorDialog::tr("Also works on the queue and switches off; opens nothing.");
    case Role::Admin:
        return AdministratorDialog::tr("May do everything.");
    }
    return {};
}

} // namespace

AdministratorDialog::AdministratorDialog(const Context &context)
    : FormDialog(context, QStringLiteral("administratorDialog"), tr("New administrator"),
                 tr("Save"))
{
    m_nameField = addField(tr("Name"), QStringLiteral("nameLineEdit"));
    m_nameLine = addLine(QStringLiteral("nameLine"), 36);
    addPassword(tr("Password"));
    addRoles();
    setInitialFocus(m_nameField);
    judge();
    updateSave();
}

AdministratorDialog::AdministratorDialog(const Context &context, const Administrator &administrator)
    : FormDialog(context, QStringLiteral("administratorDialog"),
                 tr("Administrator %1").arg(administrator.name), tr("Save")),
      m_base(administrator)
{
    const bool mayAll = connection().role() == Role::Admin;
    addFacts();
    addRoles();
    for (ChoiceRow *row : std::as_const(m_roles))
        row->setEnabled(mayAll);
    setInitialFocus(m_roles.value(m_base.role));
    if (mayAll || isSelf()) {
        addPassword(tr("New password"));
        m_passwordField->setPlaceholderText(tr("Leave it empty to keep the old one"));
        if (!mayAll)
            setInitialFocus(m_passwordField);
        judge();
        updateSave();
    } else {
        showOnly();
    }
}

bool AdministratorDialog::isSelf() const
{
    return m_base.name == connection().administrator();
}

void AdministratorDialog::addFacts()
{
    auto *facts = new FactList(theme(), this);
    facts->add(tr("Last login"),
               m_base.lastLoginAt == 0
                   ? tr("never")
                   : tr("%1, from %2").arg(exactTime(m_base.lastLoginAt), m_base.lastLoginFrom),
               QStringLiteral("lastLogin"));
    body()->addWidget(facts);
    body()->addSpacing(theme().px(20));
}

void AdministratorDialog::addPassword(const QString &label)
{
    m_passwordField = addField(label, QStringLiteral("passwordLineEdit"));
    m_passwordField->setEchoMode(QLineEdit::Password);
    m_passwordLine = addLine(QStringLiteral("passwordLine"), 36);
}

void AdministratorDialog::addRoles()
{
    auto *caption = new ThemedLabel(theme(), TextStyle::Label, ColorRole::Text, tr("Role"), this);
    caption->setFixedHeight(theme().px(20));
    body()->addWidget(caption);
    body()->addSpacing(theme().px(4));
    auto *group = new QWidget(this);
    group->setAccessibleName(tr("Role"));
    auto *rows = new QVBoxLayout(group);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    for (const Role role : allRoles) {
        auto *row = new ChoiceRow(theme(), roleLabel(role), explanationOf(role), group);
        row->setObjectName(roleName(role) + QStringLiteral("Choice"));
        row->setChecked(role == m_base.role);
        m_roles.insert(role, row);
        rows->addWidget(row);
        connect(row, &ChoiceRow::toggled, this, [this] {
            m_roleLine->clear();
            updateSave();
        });
    }
    body()->addWidget(group);
    m_roleLine = addLine(QStringLiteral("roleLine"), 36);
}

QString AdministratorDialog::accountName() const
{
    return isNew() ? m_nameField->text().trimmed() : m_base.name;
}

Role AdministratorDialog::role() const
{
    for (const Role role : allRoles) {
        if (m_roles.value(role)->isChecked())
            return role;
    }
    return m_base.role;
}

bool AdministratorDialog::isModified() const
{
    if (isNew())
        return !accountName().isEmpty() || !m_passwordField->text().isEmpty();
    return role() != m_base.role
           || (m_passwordField != nullptr && !m_passwordField->text().isEmpty());
}

bool AdministratorDialog::isComplete() const
{
    if (m_passwordField == nullptr || m_roleLine == nullptr)
        return false;
    const QString password = m_passwordField->text();
    if (isNew())
        return validateAccountName(accountName()).ok() && validatePassword(password).ok();
    return isModified() && (password.isEmpty() || validatePassword(password).ok());
}

void AdministratorDialog::judgeName()
{
    const Result<void> judged = validateAccountName(accountName());
    const bool isWrong = !accountName().isEmpty() && !judged.ok();
    m_nameField->setInError(isWrong);
    m_nameLine->say(LiveLine::Voice::Error, isWrong ? judged.error().text : QString());
}

void AdministratorDialog::judgePassword()
{
    const QString password = m_passwordField->text();
    const Result<void> judged = validatePassword(password);
    const bool isWrong = !password.isEmpty() && !judged.ok();
    m_passwordField->setInError(isWrong);
    m_passwordLine->say(LiveLine::Voice::Error, isWrong ? judged.error().text : QString());
    if (!isWrong && !password.isEmpty() && isSelf()) {
        m_passwordLine->say(LiveLine::Voice::Information,
                            tr("The session ends then: log in again with the new password."));
    }
}

void AdministratorDialog::judge()
{
    if (m_passwordLine == nullptr || m_roleLine == nullptr)
        return; // being built
    if (isNew())
        judgeName();
    judgePassword();
}

void AdministratorDialog::save()
{
    if (isNew())
        add();
    else if (role() != m_base.role && !m_isRoleSaved)
        setRole();
    else
        setPassword();
}

void AdministratorDialog::add()
{
    send(QStringLiteral("admin.add"),
         {{QStringLiteral("name"), accountName()},
          {QStringLiteral("password"), m_passwordField->text()},
          {QStringLiteral("role"), roleName(role())}},
         [this](const QJsonObject &) {
             finish();
             emit saved(accountName(), tr("Saved. %1 may log in from now on.").arg(accountName()));
         });
}

void AdministratorDialog::setRole()
{
    send(QStringLiteral("admin.set-role"),
         {{QStringLiteral("name"), m_base.name}, {QStringLiteral("role"), roleName(role())}},
         [this](const QJsonObject &) {
             m_isRoleSaved = true;
             if (!m_passwordField->text().isEmpty()) {
                 setPassword();
                 return;
             }
             finish();
             emit saved(m_base.name,
                        tr("Saved. %1 is %2 now.").arg(m_base.name, roleLabel(role())));
         });
}

void AdministratorDialog::setPassword()
{
    QJsonObject params{{QStringLiteral("password"), m_passwordField->text()}};
    if (!isSelf())
        params.insert(QStringLiteral("name"), m_base.name);
    send(QStringLiteral("admin.set-password"), params, [this](const QJsonObject &) {
        finish();
        emit saved(m_base.name, tr("Saved. %1 has a new password.").arg(m_base.name));
    });
}

bool AdministratorDialog::showRefusal(const Error &error)
{
    if (error.field == QLatin1String("password")) {
        m_passwordLine->say(LiveLine::Voice::Error, error.text);
        m_passwordField->setInError(true);
        return true;
    }
    if (error.field == QLatin1String("name") && isNew()) {
        m_nameLine->say(LiveLine::Voice::Error, error.text);
        m_nameField->setInError(true);
        return true;
    }
    // The last System Administrator keeps the role: said where the role is chosen.
    if (error.field == QLatin1String("name") || error.field == QLatin1String("role")) {
        m_roleLine->say(LiveLine::Voice::Error, error.text);
        return true;
    }
    return false;
}

} // namespace postern
