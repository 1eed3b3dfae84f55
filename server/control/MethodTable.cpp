// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/MethodTable.h"

#include "server/control/AdministratorHandler.h"
#include "server/control/AuditHandler.h"
#include "server/control/DomainHandler.h"
#include "server/control/LoginHandler.h"
#include "server/control/PairingHandler.h"
#include "server/control/QueueHandler.h"
#include "server/control/RouteHandler.h"
#include "server/control/SettingsHandler.h"
#include "server/control/StatusHandler.h"
#include "server/control/UserHandler.h"
#include "server/control/WhitelistHandler.h"
#include "server/control/WhitelistReader.h"

namespace postern::control
{

using Function = std::function<void(const Call &, const Reply &)>;

struct MethodTable::Handlers
{
    explicit Handlers(ControlContext &context)
        : throttle(context), login(context, throttle), pairing(context, throttle), status(context),
          whitelist(context), whitelistReader(context), domain(context), route(context),
          user(context), administrator(context), queue(context), settings(context), audit(context)
    {}

    ControlThrottle throttle;
    LoginHandler login;
    PairingHandler pairing;
    StatusHandler status;
    WhitelistHandler whitelist;
    WhitelistReader whitelistReader;
    DomainHandler domain;
    RouteHandler route;
    UserHandler user;
    AdministratorHandler administrator;
    QueueHandler queue;
    SettingsHandler settings;
    AuditHandler audit;
};

namespace
{

// A handler that answers later.
template<typename Handler>
Function on(Handler &handler, void (Handler::*method)(const Call &, const Reply &))
{
    return [&handler, method](const Call &call, const Reply &reply) {
        (handler.*method)(call, reply);
    };
}

// A handler that answers at once.
template<typename Handler>
Function on(Handler &handler, Result<QJsonObject> (Handler::*method)(const Call &))
{
    return [&handler, method](const Call &call, const Reply &reply) {
        reply((handler.*method)(call));
    };
}

} // namespace

MethodTable::MethodTable(ControlContext &context) : m_handlers(std::make_unique<Handlers>(context))
{
    Handlers &h = *m_handlers;
    m_methods = {
        {QStringLiteral("hello"), on(h.login, &LoginHandler::hello)},
        {QStringLiteral("login"), on(h.login, &LoginHandler::login)},
        {QStringLiteral("login.resume"), on(h.login, &LoginHandler::resume)},
        {QStringLiteral("logout"), on(h.login, &LoginHandler::logout)},
        {QStringLiteral("pair.redeem"), on(h.pairing, &PairingHandler::redeem)},
        {QStringLiteral("pair.create"), on(h.pairing, &PairingHandler::create)},
        {QStringLiteral("status.get"), on(h.status, &StatusHandler::get)},
        {QStringLiteral("whitelist.list"), on(h.whitelistReader, &WhitelistReader::list)},
        {QStringLiteral("whitelist.get"), on(h.whitelistReader, &WhitelistReader::get)},
        {QStringLiteral("whitelist.preview"), on(h.whitelistReader, &WhitelistReader::preview)},
        {QStringLiteral("whitelist.explain"), on(h.whitelistReader, &WhitelistReader::explain)},
        {QStringLiteral("whitelist.add"), on(h.whitelist, &WhitelistHandler::add)},
        {QStringLiteral("whitelist.update"), on(h.whitelist, &WhitelistHandler::update)},
        {QStringLiteral("whitelist.enable"), on(h.whitelist, &WhitelistHandler::enable)},
        {QStringLiteral("whitelist.disable"), on(h.whitelist, &WhitelistHandler::disable)},
        {QStringLiteral("whitelist.remove"), on(h.whitelist, &WhitelistHandler::remove)},
        {QStringLiteral("domain.list"), on(h.domain, &DomainHandler::list)},
        {QStringLiteral("domain.add"), on(h.domain, &DomainHandler::add)},
        {QStringLiteral("domain.remove"), on(h.domain, &DomainHandler::remove)},
        {QStringLiteral("route.list"), on(h.route, &RouteHandler::list)},
        {QStringLiteral("route.set"), on(h.route, &RouteHandler::set)},
        {QStringLiteral("route.remove"), on(h.route, &RouteHandler::remove)},
        {QStringLiteral("user.list"), on(h.user, &UserHandler::list)},
        {QStringLiteral("user.add"), on(h.user, &UserHandler::add)},
        {QStringLiteral("user.remove"), on(h.user, &UserHandler::remove)},
        {QStringLiteral("user.set-password"), on(h.user, &UserHandler::setPassword)},
        {QStringLiteral("user.enable"), on(h.user, &UserHandler::enable)},
        {QStringLiteral("user.disable"), on(h.user, &UserHandler::disable)},
        {QStringLiteral("admin.list"), on(h.administrator, &AdministratorHandler::list)},
        {QStringLiteral("admin.add"), on(h.administrator, &AdministratorHandler::add)},
        {QStringLiteral("admin.remove"), on(h.administrator, &AdministratorHandler::remove)},
        {QStringLiteral("admin.set-password"),
         on(h.administrator, &AdministratorHandler::setPassword)},
        {QStringLiteral("admin.set-role"), on(h.administrator, &AdministratorHandler::setRole)},
        {QStringLiteral("queue.list"), on(h.queue, &QueueHandler::list)},
        {QStringLiteral("queue.show"), on(h.queue, &QueueHandler::show)},
        {QStringLiteral("queue.hold"), on(h.queue, &QueueHandler::hold)},
        {QStringLiteral("queue.release"), on(h.queue, &QueueHandler::release)},
        {QStringLiteral("queue.retry"), on(h.queue, &QueueHandler::retry)},
        {QStringLiteral("queue.remove"), on(h.queue, &QueueHandler::remove)},
        {QStringLiteral("settings.list"), on(h.settings, &SettingsHandler::list)},
        {QStringLiteral("settings.get"), on(h.settings, &SettingsHandler::get)},
        {QStringLiteral("settings.set"), on(h.settings, &SettingsHandler::set)},
        {QStringLiteral("settings.reset"), on(h.settings, &SettingsHandler::reset)},
        {QStringLiteral("audit.list"), on(h.audit, &AuditHandler::list)},
    };
}

MethodTable::~MethodTable() = default;

bool MethodTable::has(QStringView method) const
{
    return m_methods.contains(method.toString());
}

void MethodTable::dispatch(const Call &call, const Reply &reply) const
{
    m_methods.value(call.method->name.toString())(call, reply);
}

} // namespace postern::control
