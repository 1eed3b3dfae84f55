// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/RouteCommands.h"

#include "app/ctl/TextTable.h"
#include "app/ctl/Wording.h"

#include <QJsonArray>

namespace postern::ctl
{

namespace
{

const QString defaultDomain = QStringLiteral("default");

} // namespace

RouteCommands::RouteCommands(CommandTree &tree)
{
    Command group = tree.group("route", "Where mail goes: a smarthost or a mailbox. Opens nothing");
    tree.command(group, "list", "All routes",
                 [this](const CommandContext &context) { return list(context); });
    Command setting =
        tree.change(group, "set", "Send mail for a recipient domain, or for all others, somewhere",
                    [this](const CommandContext &context) { return set(context); });
    setting.option("DOMAIN", m_domain, "A recipient domain, or \"default\" for all others")
        .required();
    setting
        .option("ROUTE", m_target, "smtp://HOST:PORT, smtps://HOST:PORT or maildir:/ABSOLUTE/PATH")
        .required();
    setting.option("--tls", m_tls,
                   "none, may (encrypt where it is offered; the default of smtp), encrypt (or do "
                   "not deliver) or verify (the certificate too; the default of smtps and with a "
                   "user)");
    setting.option("--fingerprint", m_fingerprint,
                   "SHA-256 of the public key that the host must show, instead of a certificate "
                   "of a known authority");
    setting.option("--user", m_user,
                   "Log in as this user; the password that is stored stays if none is given");
    m_password.addTo(setting);
    tree.change(group, "remove", "Remove a route; the default applies instead",
                [this](const CommandContext &context) { return remove(context); })
        .option("DOMAIN", m_domain, "The route's domain, or \"default\"")
        .required();
}

Attempt<QString> RouteCommands::domain() const
{
    const QString text = QString::fromStdString(m_domain);
    if (text == defaultDomain)
        return text;
    const Result<QString> name = canonicalDomain(text);
    if (!name)
        return usage(name.error());
    return name.value();
}

Attempt<QJsonObject> RouteCommands::wish() const
{
    const Attempt<QString> name = domain();
    if (!name)
        return name.error();
    Result<Route> route = Route::parseTarget(QString::fromStdString(m_target));
    if (!route)
        return usage(route.error());
    QJsonObject json{{QStringLiteral("domain"), name.value()},
                     {QStringLiteral("target"), route->target()}};
    const std::pair<const char16_t *, const std::string *> given[] = {
        {u"tls", &m_tls}, {u"fingerprint", &m_fingerprint}, {u"user", &m_user}};
    for (const auto &[key, text] : given) {
        if (!text->empty())
            json.insert(QString::fromUtf16(key), QString::fromStdString(*text));
    }
    control::ObjectReader reader(json);
    control::readProtection(reader, route.value());
    if (const auto error = reader.error())
        return usage(*error);
    if (const Result<void> fits = route->check(); !fits)
        return usage(fits.error());
    QJsonObject params{{QStringLiteral("route"), json}};
    if (m_password.isGiven()) {
        const Attempt<QString> password = m_password.readForeign();
        if (!password)
            return password.error();
        params.insert(QStringLiteral("password"), password.value());
    }
    return params;
}

Outcome RouteCommands::list(const CommandContext &context) const
{
    const auto answer = context.list(QStringLiteral("route.list"));
    if (!answer)
        return answer.error();
    if (context.isJson)
        return context.printJson(answer.value());
    const auto routes = readValues<Route>(answer.value(), QStringLiteral("items"));
    if (!routes)
        return routes.error();
    if (routes->isEmpty()) {
        context.line(QStringLiteral("There are no routes: mail that is accepted waits in the queue "
                                    "until \"posternctl route set default ROUTE\" says where it "
                                    "goes."));
        return 0;
    }
    TextTable table({QStringLiteral("DOMAIN"), QStringLiteral("ROUTE"), QStringLiteral("TLS"),
                     QStringLiteral("USER"), QStringLiteral("CHANGED")});
    for (const Route &route : routes.value()) {
        table.add({route.domain, route.target(),
                   route.isSmtp() ? routeTlsName(route.tls) : QStringLiteral("-"),
                   route.user.isEmpty() ? QStringLiteral("-") : route.user,
                   changeText(route.changedAt, route.changedBy)});
    }
    table.print(context.out());
    return 0;
}

Outcome RouteCommands::set(const CommandContext &context) const
{
    const Attempt<QString> name = domain();
    if (!name)
        return name.error();
    const Attempt<QJsonObject> params = wish();
    if (!params)
        return params.error();
    const auto answer = context.change(QStringLiteral("route.set"), params.value());
    if (!answer)
        return answer.error();
    const QString target = Route::parseTarget(QString::fromStdString(m_target))->target();
    const QString mail = name.value() == defaultDomain
                             ? QStringLiteral("Mail for every domain without a route of its own")
                             : QStringLiteral("Mail for %1").arg(name.value());
    const Outcome printed = context.done(
        answer.value(), QStringLiteral("%1 goes to %2%3.")
                            .arg(mail, target,
                                 m_user.empty() ? QString()
                                                : QStringLiteral(", logged in as ")
                                                      + QString::fromStdString(m_user)));
    if (context.isJson)
        return printed;
    for (const QJsonValue &warning : answer->value(QStringLiteral("warnings")).toArray())
        context.warn(warning.toString());
    return printed;
}

Outcome RouteCommands::remove(const CommandContext &context) const
{
    const Attempt<QString> name = domain();
    if (!name)
        return name.error();
    const auto answer =
        context.change(QStringLiteral("route.remove"), {{QStringLiteral("domain"), name.value()}});
    if (!answer)
        return answer.error();
    return context.done(answer.value(),
                        QStringLiteral("Removed the route of %1.").arg(name.value()));
}

} // namespace postern::ctl
