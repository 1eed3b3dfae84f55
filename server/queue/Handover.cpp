// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queue/Handover.h"

#include "server/queue/StoredContent.h"

#include <QHash>

namespace postern::queue
{

struct Handover::Group
{
    Route route;
    delivery::SmtpTarget hop; // not for a Maildir
    delivery::DeliveryItem item;
};

Handover::Handover(const RunnerConfig &config)
    : m_recipientsPerTransaction(config.recipientsPerTransaction)
{
    const delivery::OpenContent open =
        config.content ? config.content : storedContent(config.database);
    m_content = std::make_unique<delivery::ContentThread>(open);
    m_nextHops = std::make_unique<NextHops>(config.client, config.nextHops, *m_content);
    connect(m_nextHops.get(), &NextHops::delivered, this, &Handover::delivered);
    connect(m_nextHops.get(), &NextHops::givenBack, this, &Handover::givenBack);
    m_maildirs = std::make_unique<delivery::MaildirDelivery>(open, config.maildirThreads);
    connect(m_maildirs.get(), &delivery::MaildirDelivery::delivered, this, &Handover::delivered);
    connect(m_maildirs.get(), &delivery::MaildirDelivery::returned, this, &Handover::givenBack);
}

Handover::~Handover()
{
    m_nextHops.reset();
}

void Handover::deliver(const QList<storage::ClaimedRecipient> &recipients, const RouteTable &routes)
{
    QList<Group> groups;
    QHash<QString, qsizetype> open; // by message and route
    for (const storage::ClaimedRecipient &recipient : recipients) {
        const auto route = routes.find(recipient.address);
        if (!route) {
            refuseForWantOfRoute(recipient);
            continue;
        }
        const QString key = recipient.messageId + QLatin1Char(' ') + RouteTable::wayOf(*route);
        auto it = open.constFind(key);
        if (it == open.constEnd()
            || groups[*it].item.recipients.size() >= m_recipientsPerTransaction) {
            groups.append(Group{*route,
                                routes.hopOf(*route),
                                {recipient.messageId,
                                 recipient.sender.toUtf8(),
                                 recipient.isEightBit,
                                 recipient.size,
                                 {}}});
            it = open.insert(key, groups.size() - 1);
        }
        groups[*it].item.recipients.append({recipient.recipientId, recipient.address.toUtf8()});
    }
    for (const Group &group : std::as_const(groups))
        hand(group);
    m_nextHops->pump();
}

void Handover::hand(const Group &group)
{
    switch (group.route.kind) {
    case Route::Kind::Maildir:
        m_maildirs->deliver(group.route.path, group.item);
        break;
    case Route::Kind::Smtp:
    case Route::Kind::Smtps:
        m_nextHops->add(group.hop, group.item);
        break;
    }
}

void Handover::refuseForWantOfRoute(const storage::ClaimedRecipient &recipient)
{
    const QString domain = RouteTable::domainOf(recipient.address);
    const QString text =
        QStringLiteral("There is no route for %1 and no default route; set one with `posternctl "
                       "route set default smtp://HOST:PORT` or `posternctl route set %1 ROUTE`.")
            .arg(domain);
    emit delivered({recipient.messageId, {}, false, 0, {}},
                   {{recipient.recipientId, RecipientState::Deferred, {}, text}});
}

void Handover::stop()
{
    m_maildirs->stop();
    m_nextHops->stop();
}

QStringList
Handover::withdrawUnless(const std::function<bool(const QString &recipientId)> &isStillOurs)
{
    return m_nextHops->withdrawUnless(isStillOurs) + m_maildirs->withdrawUnless(isStillOurs);
}

QStringList Handover::takeFromLongest(qsizetype most)
{
    // No more than one of all has more than half of the leases.
    const QStringList taken = m_nextHops->takeFromLongest(most);
    return taken.isEmpty() ? m_maildirs->takeFromLongest(most) : taken;
}

} // namespace postern::queue
