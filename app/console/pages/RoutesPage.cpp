// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/RoutesPage.h"

#include "app/console/dialogs/DialogHost.h"
#include "app/console/dialogs/RouteDialog.h"
#include "app/console/models/ItemsFeed.h"
#include "app/console/pages/TickWords.h"

namespace postern
{

namespace
{

QString nameOf(const QString &domain)
{
    return domain == QLatin1String("default") ? RoutesPage::tr("the default route")
                                              : RoutesPage::tr("the route of %1").arg(domain);
}

} // namespace

RoutesPage::RoutesPage(const PageContext &context)
    : RoutesPage(context, new RouteModel(context.now))
{}

RoutesPage::RoutesPage(const PageContext &context, RouteModel *model)
    : AreaPage(context,
               {QStringLiteral("routesPage"), tr("Routes (smarthosts)"), QStringLiteral("route")},
               model,
               {{ColumnKind::Box, 40},
                {ColumnKind::Link, 280},
                {ColumnKind::Text, -1},
                {ColumnKind::Muted, 200}},
               {QStringLiteral("routes"),
                tr("There is no route yet: mail that is taken in waits in the queue."),
                tr("No route matches the filter."),
                {}}),
      m_model(*model)
{
    begin();
}

void RoutesPage::takeItems(const QJsonArray &items)
{
    m_model.setValues(ItemsFeed::read<Route>(items));
    for (const Route &route : m_model.values())
        see(route.changedAt, route.changedBy);
}

void RoutesPage::offer(Role role)
{
    setMayChange(role == Role::Admin);
}

void RoutesPage::refreshTimes()
{
    m_model.refreshTimes();
}

QString RoutesPage::countText(int shown, int total) const
{
    if (shown != total)
        return ListPage::countText(shown, total);
    return total == 1 ? tr("1 route") : tr("%L1 routes").arg(total);
}

void RoutesPage::onSaved(const Route &route)
{
    m_model.put(route);
    showSaved(route.domain, route.revision,
              route.domain == QLatin1String("default")
                  ? tr("Saved. All other mail goes to %1.").arg(route.target())
                  : tr("Saved. Mail for %1 goes to %2.").arg(route.domain, route.target()));
}

void RoutesPage::newWanted()
{
    auto *dialog = new RouteDialog(forms());
    connect(dialog, &RouteDialog::saved, this, &RoutesPage::onSaved);
    context().dialogs.open(dialog);
}

void RoutesPage::openWanted(const QString &id)
{
    const std::optional<Route> route = m_model.find(id);
    if (!route)
        return;
    auto *dialog = new RouteDialog(forms(), *route, connection().role() == Role::Admin);
    connect(dialog, &RouteDialog::saved, this, &RoutesPage::onSaved);
    context().dialogs.open(dialog);
}

void RoutesPage::deleteWanted(const QStringList &ids)
{
    QStringList names;
    for (const QString &id : ids)
        names.append(nameOf(id));
    const bool isOne = ids.size() == 1;
    const bool hasDefault =
        ids.contains(QLatin1String("default")) || !m_model.find(QStringLiteral("default"));
    askAndRun(isOne ? tr("Delete %1?").arg(names.constFirst())
                    : tr("Delete %L1 routes?").arg(ids.size()),
              {tr("This goes at once and for good: %1.").arg(TickWords::names(names)),
               hasDefault ? tr("Mail for it then has no route and waits in the queue.")
                          : tr("Mail for it then takes the default route.")},
              {QStringLiteral("route.remove"), QStringLiteral("domain"), ids,
               [names](int count) {
                   return count == 1 ? tr("Deleted %1.").arg(names.constFirst())
                                     : tr("Deleted %L1 routes.").arg(count);
               }},
              nameOf);
}

} // namespace postern
