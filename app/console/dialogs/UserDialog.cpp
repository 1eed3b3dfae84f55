// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/UserDialog.h"

#include "app/console/models/ChangedText.h"
#include "app/console/models/RelativeTime.h"
#include "app/console/widgets/FactList.h"
#include "app/console/widgets/ToggleRow.h"
#include "shared/control/ValueCodec.h"

#include <QBoxLayout>

namespace postern
{

UserDialog::UserDialog(const Context &context)
    : FormDialog(context, QStringLiteral("userDialog"), tr("New SMTP user"), tr("Save"))
{
    m_nameField = addField(tr("User name"), QStringLiteral("nameLineEdit"));
    m_nameLine = addLine(QStringLiteral("nameLine"), 36);
    addPassword(tr("Password"));
    setInitialFocus(m_nameField);
}

UserDialog::UserDialog(const Context &context, const SmtpUser &user, UtcMs now, bool mayChange)
    : FormDialog(context, QStringLiteral("userDialog"), tr("SMTP user %1").arg(user.name),
                 tr("Set password")),
      m_base(user)
{
    addFacts(now);
    if (mayChange) {
        body()->addSpacing(theme().px(20));
        addPassword(tr("New password"));
        setInitialFocus(m_makeToggle);
    } else {
        showOnly();
    }
}

void UserDialog::addFacts(UtcMs now)
{
    auto *facts = new FactList(theme(), this);
    facts->add(tr("State"), m_base.enabled ? tr("May send") : tr("Switched off"),
               QStringLiteral("state"));
    facts->add(tr("Last used"),
               m_base.lastUsedAt == 0
                   ? tr("never")
                   : tr("%1, from %2").arg(exactTime(m_base.lastUsedAt), m_base.lastUsedFrom),
               QStringLiteral("lastUsed"));
    facts->add(tr("Changed"), changedText(m_base.changedAt, m_base.changedBy, now),
               QStringLiteral("changed"));
    body()->addWidget(facts);
}

void UserDialog::addPassword(const QString &label)
{
    m_makeToggle = new ToggleRow(theme(), tr("Let the server make the password"),
                                 tr("A strong one. It is shown once, after saving."), this);
    m_makeToggle->setObjectName(QStringLiteral("makePasswordToggle"));
    m_makeToggle->setLineBelow(false);
    m_makeToggle->setChecked(true);
    body()->addWidget(m_makeToggle);
    body()->addSpacing(theme().px(8));
    m_passwordField = addField(label, QStringLiteral("passwordLineEdit"));
    m_passwordField->setEchoMode(QLineEdit::Password);
    m_passwordField->setEnabled(false);
    m_passwordLine = addLine(QStringLiteral("passwordLine"), 52);
    connect(m_makeToggle, &ToggleRow::toggled, this, [this](bool on) {
        m_passwordField->setEnabled(!on);
        if (!on)
            m_passwordField->setFocus(Qt::OtherFocusReason);
        judge();
        updateSave();
    });
    judge();
    updateSave();
}

QString UserDialog::userName() const
{
    return isNew() ? m_nameField->text().trimmed() : m_base.name;
}

bool UserDialog::isModified() const
{
    return (isNew() && !userName().isEmpty())
           || (!m_makeToggle->isChecked() && !m_passwordField->text().isEmpty());
}

bool UserDialog::isComplete() const
{
    return m_passwordField != nullptr && validateAccountName(userName()).ok()
           && (m_makeToggle->isChecked() || validatePassword(m_passwordField->text()).ok());
}

void UserDialog::judgeName()
{
    const QString name = userName();
    const Result<void> judged = validateAccountName(name);
    const bool isWrong = !name.isEmpty() && !judged.ok();
    m_nameField->setInError(isWrong);
    m_nameLine->say(LiveLine::Voice::Error, isWrong ? judged.error().text : QString());
}

void UserDialog::judge()
{
    if (m_passwordLine == nullptr)
        return; // being built
    if (isNew())
        judgeName();
    const QString password = m_passwordField->text();
    const Result<void> judged = validatePassword(password);
    const bool isWrong = !m_makeToggle->isChecked() && !password.isEmpty() && !judged.ok();
    m_passwordField->setInError(isWrong);
    m_passwordLine->say(LiveLine::Voice::Error, isWrong ? judged.error().text : QString());
}

void UserDialog::save()
{
    QJsonObject params{{QStringLiteral("name"), userName()}};
    if (!m_makeToggle->isChecked())
        params.insert(QStringLiteral("password"), m_passwordField->text());
    send(isNew() ? QStringLiteral("user.add") : QStringLiteral("user.set-password"), params,
         [this](const QJsonObject &answer) {
             const Result<SmtpUser> user = control::fromJson<SmtpUser>(
                 answer.value(QStringLiteral("user")).toObject(), QStringLiteral("user"));
             SmtpUser stored = m_base;
             stored.name = userName();
             finish(); // first: what is shown next must not lose the focus to the page
             emit saved(user.ok() ? *user : stored, isNew(),
                        answer.value(QStringLiteral("password")).toString());
         });
}

bool UserDialog::showRefusal(const Error &error)
{
    if (error.field == QLatin1String("name") && isNew()) {
        m_nameLine->say(LiveLine::Voice::Error, error.text);
        m_nameField->setInError(true);
        return true;
    }
    if (error.field == QLatin1String("password")) {
        m_passwordLine->say(LiveLine::Voice::Error, error.text);
        m_passwordField->setInError(true);
        return true;
    }
    return false;
}

} // namespace postern
