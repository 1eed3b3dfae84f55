// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/DomainHandler.h"

#include "server/control/ControlContext.h"
#include "server/control/Page.h"
#include "server/control/Repetition.h"
#include "server/storage/DomainStore.h"
#include "shared/control/ValueCodec.h"

namespace postern::control
{

namespace
{

Result<QString> readName(const Call &call, Result<QString> (*canonical)(QStringView))
{
    ObjectReader reader = call.reader();
    const QString name = reader.text(u"name");
    if (const auto error = reader.finish())
        return *error;
    return canonical(name);
}

} // namespace

Result<QJsonObject> DomainHandler::list(const Call &call)
{
    auto domains = storage::DomainStore(*m_context.database).list();
    if (!domains.ok())
        return domains.error();
    return pageByName(call, std::move(domains).value(), &AcceptedDomain::name);
}

void DomainHandler::add(const Call &call, const Reply &reply)
{
    const Result<QString> name = readName(call, acceptedDomainName);
    if (!name.ok()) {
        reply(name.error());
        return;
    }
    m_context.write<AcceptedDomain>(
        [name = *name, actor = call.actor,
         now = m_context.now()](storage::Database &database) -> Result<AcceptedDomain> {
            storage::DomainStore store(database);
            Result<AcceptedDomain> present = store.find(name);
            if (present.ok() && isRepetition(present->createdBy, present->createdAt, actor, now))
                return present;
            return store.add(name, actor, now);
        },
        [this, reply](const AcceptedDomain &domain) {
            announce();
            reply(QJsonObject{{QStringLiteral("domain"), toJson(domain)},
                              {QStringLiteral("warning"),
                               QStringLiteral("Anyone may now send to %1 through this server.")
                                   .arg(domain.name)}});
        },
        reply);
}

void DomainHandler::remove(const Call &call, const Reply &reply)
{
    const Result<QString> name = readName(call, canonicalDomain);
    if (!name.ok()) {
        reply(name.error());
        return;
    }
    m_context.write<QString>(
        [name = *name, actor = call.actor,
         now = m_context.now()](storage::Database &database) -> Result<QString> {
            const Result<void> done = storage::DomainStore(database).remove(name, actor, now);
            if (!done.ok())
                return done.error();
            return name;
        },
        [this, reply](const QString &) {
            announce();
            reply(QJsonObject());
        },
        reply);
}

void DomainHandler::announce()
{
    m_context.changed(Topic::Domains);
    const auto domains = storage::DomainStore(*m_context.database).list();
    if (domains.ok()) {
        m_context.publish(QStringLiteral("domain.changed"), eventItems(domains.value()));
    }
}

} // namespace postern::control
