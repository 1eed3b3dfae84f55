// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/DomainsPage.h"

#include "app/console/dialogs/DialogHost.h"
#include "app/console/dialogs/DomainDialog.h"
#include "app/console/models/ItemsFeed.h"
#include "app/console/pages/TickWords.h"

namespace postern
{

DomainsPage::DomainsPage(const PageContext &context)
    : DomainsPage(context, new DomainModel(context.now))
{}

DomainsPage::DomainsPage(const PageContext &context, DomainModel *model)
    : AreaPage(context,
               {QStringLiteral("domainsPage"), tr("Accepted domains"), QStringLiteral("domain")},
               model, {{ColumnKind::Box, 40}, {ColumnKind::Text, -1}, {ColumnKind::Muted, 200}},
               {QStringLiteral("domains"),
                tr("No domain is accepted yet: without a login or a bypass nothing is taken in."),
                tr("No domain matches the filter."),
                {}}),
      m_model(*model)
{
    begin();
}

void DomainsPage::takeItems(const QJsonArray &items)
{
    m_model.setValues(ItemsFeed::read<AcceptedDomain>(items));
    for (const AcceptedDomain &domain : m_model.values())
        see(domain.createdAt, domain.createdBy);
}

void DomainsPage::offer(Role role)
{
    setMayChange(role == Role::Admin);
}

void DomainsPage::refreshTimes()
{
    m_model.refreshTimes();
}

QString DomainsPage::countText(int shown, int total) const
{
    if (shown != total)
        return ListPage::countText(shown, total);
    return total == 1 ? tr("1 domain") : tr("%L1 domains").arg(total);
}

void DomainsPage::newWanted()
{
    auto *dialog = new DomainDialog(forms());
    connect(dialog, &DomainDialog::saved, this, [this](const AcceptedDomain &domain) {
        m_model.put(domain);
        showSaved(domain.name, domain.createdAt,
                  tr("Saved. Mail to %1 is taken in from now on.").arg(domain.name));
    });
    context().dialogs.open(dialog);
}

// A domain is only a name: there is nothing to open.
void DomainsPage::openWanted(const QString &) {}

void DomainsPage::deleteWanted(const QStringList &ids)
{
    const bool isOne = ids.size() == 1;
    askAndRun(isOne ? tr("Delete %1?").arg(ids.constFirst())
                    : tr("Delete %L1 domains?").arg(ids.size()),
              {isOne ? tr("%1 goes at once and for good.").arg(ids.constFirst())
                     : tr("These go at once and for good: %1.").arg(TickWords::names(ids)),
               tr("Then only those who log in or are whitelisted may send there through this "
                  "server.")},
              {QStringLiteral("domain.remove"), QStringLiteral("name"), ids, [ids](int count) {
                   return count == 1 ? tr("Deleted %1.").arg(ids.constFirst())
                                     : tr("Deleted %L1 domains.").arg(count);
               }});
}

} // namespace postern
