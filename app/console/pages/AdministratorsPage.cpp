// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/AdministratorsPage.h"

#include "app/console/dialogs/AdministratorDialog.h"
#include "app/console/dialogs/DialogHost.h"
#include "app/console/models/ItemsFeed.h"
#include "app/console/pages/TickWords.h"

namespace postern
{

AdministratorsPage::AdministratorsPage(const PageContext &context)
    : AdministratorsPage(context, new AdministratorModel(context.now))
{}

AdministratorsPage::AdministratorsPage(const PageContext &context, AdministratorModel *model)
    : AreaPage(
        context,
        {QStringLiteral("administratorsPage"), tr("Administrators"), QStringLiteral("admin")},
        model,
        {{ColumnKind::Box, 40},
         {ColumnKind::Link, -1},
         {ColumnKind::Text, 200},
         {ColumnKind::Muted, 240},
         {ColumnKind::Muted, 180}},
        {QStringLiteral("administrators"),
         tr("There is no administrator yet."),
         tr("No administrator matches the filter."),
         {}}),
      m_model(*model)
{
    begin();
}

void AdministratorsPage::takeItems(const QJsonArray &items)
{
    m_model.setValues(ItemsFeed::read<Administrator>(items));
    for (const Administrator &administrator : m_model.values())
        see(administrator.changedAt, administrator.changedBy);
}

void AdministratorsPage::offer(Role role)
{
    setMayChange(role == Role::Admin);
}

void AdministratorsPage::refreshTimes()
{
    m_model.refreshTimes();
}

QString AdministratorsPage::countText(int shown, int total) const
{
    if (shown != total)
        return ListPage::countText(shown, total);
    return total == 1 ? tr("1 administrator") : tr("%L1 administrators").arg(total);
}

void AdministratorsPage::onSaved(const QString &name, const QString &sentence)
{
    if (m_model.find(name))
        showSaved(name, RowMessage::anyRevision, sentence);
    else
        showMessage(MessageBar::Kind::Success, sentence);
}

void AdministratorsPage::newWanted()
{
    auto *dialog = new AdministratorDialog(forms());
    connect(dialog, &AdministratorDialog::saved, this, &AdministratorsPage::onSaved);
    context().dialogs.open(dialog);
}

void AdministratorsPage::openWanted(const QString &id)
{
    const std::optional<Administrator> administrator = m_model.find(id);
    if (!administrator)
        return;
    auto *dialog = new AdministratorDialog(forms(), *administrator);
    connect(dialog, &AdministratorDialog::saved, this, &AdministratorsPage::onSaved);
    context().dialogs.open(dialog);
}

void AdministratorsPage::deleteWanted(const QStringList &ids)
{
    const bool isOne = ids.size() == 1;
    QStringList sentences{isOne
                              ? tr("%1 goes at once and for good.").arg(ids.constFirst())
                              : tr("These go at once and for good: %1.").arg(TickWords::names(ids)),
                          tr("Open sessions end at once.")};
    if (ids.contains(connection().administrator()))
        sentences.append(tr("You are among them: this console is signed out then."));
    askAndRun(isOne ? tr("Delete %1?").arg(ids.constFirst())
                    : tr("Delete %L1 administrators?").arg(ids.size()),
              sentences,
              {QStringLiteral("admin.remove"), QStringLiteral("name"), ids, [ids](int count) {
                   return count == 1 ? tr("Deleted %1.").arg(ids.constFirst())
                                     : tr("Deleted %L1 administrators.").arg(count);
               }});
}

} // namespace postern
