// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/app/ctl/CannedServer.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace postern::test
{

using ctl::Attempt;
using ctl::ExitCode;
using ctl::Failure;
using namespace canned;

namespace
{

Failure refused(ErrorKind kind, const char *text, const char *field, const QJsonObject &data = {})
{
    return {ExitCode::Refused, {kind, QString::fromLatin1(text), QString::fromLatin1(field), data}};
}

QJsonObject items(const QJsonArray &values)
{
    return {{QStringLiteral("items"), values}};
}

QJsonArray effectOn(const AddressRange &changed, Effect::Kind kind)
{
    Effect effect;
    effect.kind = kind;
    effect.range = changed;
    if (kind == Effect::Kind::Gains)
        effect.gained = Service::Smtp | Service::SmtpAuthBypass;
    else
        effect.lost = Service::Smtp | Service::SmtpAuthBypass;
    return {control::toJson(effect)};
}

} // namespace

Attempt<QJsonObject> CannedServer::answer(const QString &method, const QJsonObject &params)
{
    m_requests.append(
        QStringLiteral("-> %1 %2")
            .arg(method, QString::fromUtf8(QJsonDocument(params).toJson(QJsonDocument::Compact))));
    const QString area = method.section(u'.', 0, 0);
    const QString verb = method.section(u'.', 1);
    if (area == QLatin1String("whitelist"))
        return answerWhitelist(verb, params);
    if (area == QLatin1String("queue"))
        return answerQueue(verb, params);
    if (area == QLatin1String("user") || area == QLatin1String("admin"))
        return answerAccounts(method, params);
    return answerOthers(method, params);
}

QStringList CannedServer::takeRequests()
{
    return std::exchange(m_requests, {});
}

Attempt<QJsonObject> CannedServer::answerWhitelist(const QString &verb,
                                                   const QJsonObject &params) const
{
    if (verb == QLatin1String("list")) {
        return items(
            {control::toJson(loopback()), control::toJson(printers()), control::toJson(webFarm())});
    }
    if (verb == QLatin1String("explain"))
        return QJsonObject{{QStringLiteral("explanation"), control::toJson(explained())}};
    if (verb == QLatin1String("get")) {
        if (params.value(QStringLiteral("address")).toString() != QLatin1String("10.0.0.0/24"))
            return refused(ErrorKind::NotFound, "There is no entry for this address.", "address");
        return QJsonObject{{QStringLiteral("entry"), control::toJson(printers())}};
    }
    if (verb == QLatin1String("remove")) {
        return QJsonObject{
            {QStringLiteral("removed"), 1},
            {QStringLiteral("effects"), effectOn(printers().range, Effect::Kind::FallsToNone)}};
    }
    const QString address = params.value(QStringLiteral("entry"))
                                .toObject()
                                .value(QStringLiteral("address"))
                                .toString();
    if (address == QLatin1String("10.0.0.0/8") && !params.contains(QStringLiteral("confirmWide"))) {
        return refused(ErrorKind::Confirm, "10.0.0.0/8 holds 16777216 addresses.", "address",
                       {{QStringLiteral("confirm"), QStringLiteral("confirmWide")}});
    }
    if (address == QLatin1String("10.0.0.128-10.0.1.5"))
        return refused(
            ErrorKind::Refused, "This range crosses 10.0.0.0/24.", "address",
            {{QStringLiteral("suggestions"),
              QJsonArray{QStringLiteral("10.0.0.128/25"), QStringLiteral("10.0.1.0-10.0.1.5")}}});
    QJsonObject answer{
        {QStringLiteral("entry"), control::toJson(printers())},
        {QStringLiteral("effects"), effectOn(printers().range, Effect::Kind::Gains)}};
    if (address == QLatin1String("10.0.0.0/23"))
        answer.insert(QStringLiteral("moreEffects"), 180);
    return answer;
}

Attempt<QJsonObject> CannedServer::answerAccounts(const QString &method,
                                                  const QJsonObject &params) const
{
    if (method == QLatin1String("user.list")) {
        SmtpUser user;
        user.name = QStringLiteral("webshop");
        user.changedAt = now - 60 * minute;
        user.changedBy = ada;
        user.lastUsedAt = now - minute;
        user.lastUsedFrom = QStringLiteral("192.0.2.7");
        return items({control::toJson(user)});
    }
    if (method == QLatin1String("admin.list")) {
        Administrator administrator;
        administrator.name = ada;
        administrator.role = Role::Admin;
        administrator.changedAt = now - 60 * minute;
        return items({control::toJson(administrator)});
    }
    const bool makesPassword =
        method.startsWith(QLatin1String("user.")) && !params.contains(QStringLiteral("password"));
    if (makesPassword)
        return QJsonObject{
            {QStringLiteral("password"), QStringLiteral("K7QX2M4PR3TWB5HZN6VDYC4E")}};
    return QJsonObject{};
}

Attempt<QJsonObject> CannedServer::answerQueue(const QString &verb, const QJsonObject &params) const
{
    if (verb == QLatin1String("list")) {
        // Two pages, so that what asks for all of them is seen to do it.
        if (params.value(QStringLiteral("cursor")).toString().isEmpty()) {
            QJsonObject page =
                items({control::toJson(message("0KX3F9Q2ABCD7M", {deferred(), held()}))});
            page.insert(QStringLiteral("nextCursor"), QStringLiteral("c1"));
            return page;
        }
        return items({control::toJson(message("0KX3F9Q2ABCD7L", {delivered()}))});
    }
    if (verb == QLatin1String("show")) {
        return QJsonObject{{QStringLiteral("item"),
                            control::toJson(message("0KX3F9Q2ABCD7M", {deferred(), held()}))}};
    }
    return QJsonObject{{QStringLiteral("changed"), 2}};
}

Attempt<QJsonObject> CannedServer::answerOthers(const QString &method,
                                                const QJsonObject &params) const
{
    if (method == QLatin1String("status.get"))
        return control::toJson(healthy());
    if (method == QLatin1String("pair.create")) {
        return QJsonObject{
            {QStringLiteral("link"),
             QStringLiteral("postern://mail.example.com:2600/#sha256=aa&code=K7QX")},
            {QStringLiteral("expiresAt"), control::integerToJson(now + 15 * minute)}};
    }
    if (method == QLatin1String("domain.add"))
        return QJsonObject{{QStringLiteral("warning"),
                            QStringLiteral("Anyone may now send to %1 through this server.")
                                .arg(params.value(QStringLiteral("name")).toString())}};
    if (method == QLatin1String("route.set"))
        return QJsonObject{{QStringLiteral("warnings"),
                            QJsonArray{QStringLiteral("It leaves without encryption.")}}};
    if (method == QLatin1String("audit.list")) {
        AuditRecord record;
        record.id = 7;
        record.at = now - minute;
        record.who = ada;
        record.from = QStringLiteral("192.0.2.7");
        record.program = QStringLiteral("posternctl 0.1.0");
        record.action = QStringLiteral("whitelist.add");
        record.subject = QStringLiteral("10.0.0.0/24");
        record.why = QStringLiteral("New printers");
        return items({control::toJson(record)});
    }
    if (method.startsWith(QLatin1String("settings."))) {
        SettingItem item{QStringLiteral("smtp.message-size"), SettingType::Size,
                         QStringLiteral("50MiB"), QStringLiteral("25MiB"),
                         QStringLiteral("The largest message that is accepted.")};
        if (method == QLatin1String("settings.list"))
            return items({control::toJson(item)});
        return QJsonObject{{QStringLiteral("item"), control::toJson(item)}};
    }
    return method.endsWith(QLatin1String(".list")) ? items({}) : QJsonObject{};
}

} // namespace postern::test
