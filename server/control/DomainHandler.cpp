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
    const Repetition repetition(call.actor, QStringLiteral("domain"),
                                {{QStringLiteral("name"), *name}});
    m_context.write<AcceptedDomain>(
        call,
        [repetition, name = *name, actor = call.actor,
         now = m_context.now()](storage::Database &database) -> Result<AcceptedDomain> {
            storage::DomainStore store(database);
            const auto made = repetition.findForChange<AcceptedDomain>(
                database, [&](storage::Database &) { return store.find(name); });
            if (!made.ok())
                return made.error();
            if (made->has_value())
                return **made;
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
    m_context.write(
        call,
        [name = *name, actor = call.actor, now = m_context.now()](storage::Database &database) {
            return storage::DomainStore(database).remove(name, actor, now);
        },
        [this, reply] {
            announce();
            reply(QJsonObject());
        },
        reply);
}

void DomainHandler::announce()
{
    announceList(m_context, Topic::Domains, QStringLiteral("domain.changed"),
                 storage::DomainStore(*m_context.database).list());
}

} // namespace postern::control
