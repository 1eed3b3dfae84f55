// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/UsersPage.h"

#include "app/console/dialogs/DialogHost.h"
#include "app/console/dialogs/PasswordDialog.h"
#include "app/console/dialogs/UserDialog.h"
#include "app/console/models/ItemsFeed.h"
#include "app/console/pages/TickWords.h"

namespace postern
{

UsersPage::UsersPage(const PageContext &context) : UsersPage(context, new UserModel(context.now)) {}

UsersPage::UsersPage(const PageContext &context, UserModel *model)
    : AreaPage(context, {QStringLiteral("usersPage"), tr("SMTP users"), QStringLiteral("user")},
               model,
               {{ColumnKind::Box, 40},
                {ColumnKind::Link, -1},
                {ColumnKind::Text, 140},
                {ColumnKind::Muted, 240},
                {ColumnKind::Muted, 180}},
               {QStringLiteral("user"),
                tr("Nobody can send with a login yet."),
                tr("No user matches the filter."),
                {}}),
      m_model(*model),
      m_enableButton(
          addTickedButton(tr("Switch on"), QStringLiteral("enableButton"), QStringLiteral("play"))),
      m_disableButton(addTickedButton(tr("Switch off"), QStringLiteral("disableButton"),
                                      QStringLiteral("pause")))
{
    connect(m_enableButton, &Button::clicked, this, &UsersPage::enableTicked);
    connect(m_disableButton, &Button::clicked, this, &UsersPage::disableTicked);
    begin();
}

void UsersPage::takeItems(const QJsonArray &items)
{
    m_model.setValues(ItemsFeed::read<SmtpUser>(items));
    for (const SmtpUser &user : m_model.values())
        see(user.changedAt, user.changedBy);
}

void UsersPage::offer(Role role)
{
    setMayChange(role == Role::Admin);
    m_enableButton->setVisible(role == Role::Admin);
    m_disableButton->setVisible(role >= Role::Operator);
}

void UsersPage::refreshTimes()
{
    m_model.refreshTimes();
}

QString UsersPage::countText(int shown, int total) const
{
    if (shown != total)
        return ListPage::countText(shown, total);
    return total == 1 ? tr("1 user") : tr("%L1 users").arg(total);
}

void UsersPage::onSaved(const SmtpUser &user, bool isNew, const QString &madePassword)
{
    if (isNew)
        m_model.put(user);
    // Before the message, which a dialog that opens would take away.
    if (!madePassword.isEmpty())
        context().dialogs.open(new PasswordDialog(theme(), user.name, madePassword));
    if (isNew) {
        showSaved(user.name, user.revision,
                  tr("Saved. %1 may send with a login from now on.").arg(user.name));
    } else {
        showSaved(user.name, RowMessage::anyRevision,
                  tr("Saved. %1 has a new password.").arg(user.name));
    }
}

void UsersPage::newWanted()
{
    auto *dialog = new UserDialog(forms());
    connect(dialog, &UserDialog::saved, this, &UsersPage::onSaved);
    context().dialogs.open(dialog);
}

void UsersPage::openWanted(const QString &id)
{
    const std::optional<SmtpUser> user = m_model.find(id);
    if (!user)
        return;
    auto *dialog =
        new UserDialog(forms(), *user, context().now(), connection().role() == Role::Admin);
    connect(dialog, &UserDialog::saved, this, &UsersPage::onSaved);
    context().dialogs.open(dialog);
}

void UsersPage::enableTicked()
{
    const QStringList names = shownTickedIds();
    run({QStringLiteral("user.enable"), QStringLiteral("name"), names, [names](int count) {
             return count == 1 ? tr("%1 may send again.").arg(names.constFirst())
                               : tr("%L1 users may send again.").arg(count);
         }});
}

void UsersPage::disableTicked()
{
    const QStringList names = shownTickedIds();
    run({QStringLiteral("user.disable"), QStringLiteral("name"), names, [names](int count) {
             return count == 1 ? tr("%1 is switched off.").arg(names.constFirst())
                               : tr("%L1 users are switched off.").arg(count);
         }});
}

void UsersPage::deleteWanted(const QStringList &ids)
{
    const bool isOne = ids.size() == 1;
    askAndRun(isOne ? tr("Delete %1?").arg(ids.constFirst())
                    : tr("Delete %L1 users?").arg(ids.size()),
              {isOne ? tr("%1 goes at once and for good.").arg(ids.constFirst())
                     : tr("These go at once and for good: %1.").arg(TickWords::names(ids)),
               tr("Programs that log in with it are refused from then on.")},
              {QStringLiteral("user.remove"), QStringLiteral("name"), ids, [ids](int count) {
                   return count == 1 ? tr("Deleted %1.").arg(ids.constFirst())
                                     : tr("Deleted %L1 users.").arg(count);
               }});
}

} // namespace postern
