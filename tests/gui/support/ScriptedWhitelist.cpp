// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/ScriptedWhitelist.h"

#include "shared/control/ValueCodec.h"

namespace postern::test
{

namespace
{

const QString other = QStringLiteral("ben");

QJsonObject asObject(const WhitelistEntry &entry)
{
    return {{QStringLiteral("entry"), control::toJson(entry)},
            {QStringLiteral("effects"), QJsonArray()}};
}

} // namespace

ScriptedWhitelist::ScriptedWhitelist(FakeControlServer &server, UtcMs now)
    : m_server(server), m_now(now)
{
    teachLogin();
    teach(QStringLiteral("whitelist.list"), [this](const QJsonObject &p) { return list(p); });
    teach(QStringLiteral("whitelist.preview"), [this](const QJsonObject &p) { return preview(p); });
    teach(QStringLiteral("whitelist.add"), [this](const QJsonObject &p) { return add(p); });
    teach(QStringLiteral("whitelist.update"), [this](const QJsonObject &p) { return update(p); });
    teach(QStringLiteral("whitelist.disable"), [this](const QJsonObject &p) { return disable(p); });
    teach(QStringLiteral("whitelist.remove"), [this](const QJsonObject &p) { return remove(p); });
}

void ScriptedWhitelist::teach(const QString &method,
                              std::function<Outcome(const QJsonObject &)> handler)
{
    m_server.answer(method, [this, method, handler](const QJsonObject &params) -> Outcome {
        m_lastParams.insert(method, params);
        if (m_refusals.contains(method))
            return m_refusals.take(method);
        return handler(params);
    });
}

void ScriptedWhitelist::teachLogin()
{
    m_server.answer(QStringLiteral("hello"), [](const QJsonObject &) -> Outcome {
        return QJsonObject{{QStringLiteral("hostname"), QStringLiteral("mx1.example.com")},
                           {QStringLiteral("version"), QStringLiteral("0.4")},
                           {QStringLiteral("protocol"), 1},
                           {QStringLiteral("local"), false},
                           {QStringLiteral("loggedIn"), false}};
    });
    m_server.answer(QStringLiteral("login"), [this](const QJsonObject &params) {
        return session(params.value(QStringLiteral("name")).toString());
    });
    m_server.answer(QStringLiteral("login.resume"), [this](const QJsonObject &params) {
        // The token is the name, so that a server that was stopped still knows it.
        return session(params.value(QStringLiteral("token")).toString());
    });
}

Result<QJsonObject> ScriptedWhitelist::session(const QString &name) const
{
    Administrator administrator;
    administrator.name = name;
    administrator.role = m_role;
    return QJsonObject{{QStringLiteral("administrator"), control::toJson(administrator)},
                       {QStringLiteral("token"), name},
                       {QStringLiteral("expiresAt"), 0}};
}

QString ScriptedWhitelist::put(const QString &address, const QString &description,
                               Services services, UtcMs changedAt, const QString &changedBy)
{
    WhitelistEntry entry;
    entry.id = QStringLiteral("e%1").arg(m_nextId++);
    entry.range = AddressRange::parse(address).value();
    entry.description = description;
    entry.services = services;
    entry.revision = 1;
    entry.createdAt = changedAt;
    entry.changedAt = changedAt;
    entry.changedBy = changedBy;
    m_entries.append(entry);
    return entry.id;
}

void ScriptedWhitelist::putBuiltIn()
{
    for (const char *address : {"127.0.0.1", "::1"}) {
        put(QString::fromLatin1(address), QStringLiteral("This server"), Service::Smtp, m_now, {});
        m_entries.last().builtIn = true;
    }
}

WhitelistEntry *ScriptedWhitelist::byAddress(const QString &address)
{
    for (WhitelistEntry &entry : m_entries) {
        if (entry.range.toString() == address)
            return &entry;
    }
    return nullptr;
}

WhitelistEntry *ScriptedWhitelist::byId(const QString &id)
{
    for (WhitelistEntry &entry : m_entries) {
        if (entry.id == id)
            return &entry;
    }
    return nullptr;
}

const WhitelistEntry *ScriptedWhitelist::find(const QString &address) const
{
    return const_cast<ScriptedWhitelist *>(this)->byAddress(address);
}

void ScriptedWhitelist::setExpiry(const QString &address, UtcMs at)
{
    byAddress(address)->expiresAt = at;
}

void ScriptedWhitelist::setEnabled(const QString &address, bool isOn)
{
    byAddress(address)->enabled = isOn;
}

void ScriptedWhitelist::tellChanged(const WhitelistEntry &entry)
{
    m_server.sendEvent(QStringLiteral("whitelist.changed"),
                       {{QStringLiteral("entry"), control::toJson(entry)}});
}

void ScriptedWhitelist::otherDescribes(const QString &address, const QString &description)
{
    WhitelistEntry *entry = byAddress(address);
    entry->description = description;
    entry->changedBy = other;
    ++entry->revision;
    tellChanged(*entry);
}

void ScriptedWhitelist::otherSwitches(const QString &address, bool isOn)
{
    WhitelistEntry *entry = byAddress(address);
    entry->enabled = isOn;
    entry->changedBy = other;
    ++entry->revision;
    tellChanged(*entry);
}

void ScriptedWhitelist::otherRemoves(const QString &address)
{
    const QString id = byAddress(address)->id;
    m_entries.removeIf([&id](const WhitelistEntry &entry) { return entry.id == id; });
    m_server.sendEvent(QStringLiteral("whitelist.removed"), {{QStringLiteral("id"), id},
                                                             {QStringLiteral("address"), address},
                                                             {QStringLiteral("by"), other}});
}

Result<QJsonObject> ScriptedWhitelist::list(const QJsonObject &params) const
{
    const qsizetype from = params.value(QStringLiteral("cursor")).toString().toLongLong();
    QJsonObject page{{QStringLiteral("items"), control::toJson(m_entries.mid(from, m_pageSize))}};
    if (from + m_pageSize < m_entries.size())
        page.insert(QStringLiteral("nextCursor"), QString::number(from + m_pageSize));
    return page;
}

const WhitelistEntry *ScriptedWhitelist::wider(const WhitelistEntry &entry) const
{
    const WhitelistEntry *narrowest = nullptr;
    for (const WhitelistEntry &candidate : m_entries) {
        if (candidate.enabled && candidate.id != entry.id && candidate.range != entry.range
            && candidate.range.contains(entry.range)
            && (narrowest == nullptr || narrowest->range.contains(candidate.range))) {
            narrowest = &candidate;
        }
    }
    return narrowest;
}

QList<Effect> ScriptedWhitelist::effectsOf(const WhitelistEntry &entry) const
{
    const WhitelistEntry *outer = wider(entry);
    if (outer == nullptr || !entry.enabled)
        return {};
    Effect effect;
    effect.kind = Effect::Kind::Replaces;
    effect.range = entry.range;
    effect.otherRange = outer->range;
    effect.otherDescription = outer->description;
    effect.gained = entry.services & ~outer->services;
    effect.lost = outer->services & ~entry.services;
    return {effect};
}

Result<QJsonObject> ScriptedWhitelist::preview(const QJsonObject &params) const
{
    if (!m_previewAnswer.isEmpty())
        return m_previewAnswer;
    QList<Effect> effects;
    if (params.value(QStringLiteral("change")).toString() == QLatin1String("remove")) {
        const QJsonArray ids = params.value(QStringLiteral("ids")).toArray();
        for (const QJsonValue &id : ids) {
            const WhitelistEntry *entry =
                const_cast<ScriptedWhitelist *>(this)->byId(id.toString());
            QList<Effect> some = entry == nullptr ? QList<Effect>() : effectsOf(*entry);
            for (Effect &effect : some) {
                effect.kind = Effect::Kind::FallsUnder;
                std::swap(effect.gained, effect.lost);
                effects.append(effect);
            }
        }
    } else {
        const auto entry = control::fromJson<WhitelistEntry>(
            params.value(QStringLiteral("entry")).toObject(), QStringLiteral("entry"));
        if (entry.ok())
            effects = effectsOf(*entry);
    }
    return QJsonObject{{QStringLiteral("effects"), control::toJson(effects)}};
}

Result<QJsonObject> ScriptedWhitelist::add(const QJsonObject &params)
{
    Result<WhitelistEntry> entry =
        control::entryFromRequest(params.value(QStringLiteral("entry")).toObject());
    if (!entry.ok())
        return entry.error();
    if (find(entry->range.toString()) != nullptr) {
        return Error{ErrorKind::Refused,
                     QStringLiteral("%1 is already listed.").arg(entry->range.toString()),
                     QStringLiteral("address")};
    }
    put(entry->range.toString(), entry->description, entry->services, m_now, QStringLiteral("ana"));
    m_entries.last().enabled = entry->enabled;
    tellChanged(m_entries.last());
    return asObject(m_entries.last());
}

Result<QJsonObject> ScriptedWhitelist::update(const QJsonObject &params)
{
    const auto asked = control::fromJson<WhitelistEntry>(
        params.value(QStringLiteral("entry")).toObject(), QStringLiteral("entry"));
    if (!asked.ok())
        return asked.error();
    WhitelistEntry *stored = byId(asked->id);
    if (stored == nullptr)
        return Error{ErrorKind::NotFound, QStringLiteral("This entry is not there any more.")};
    if (stored->revision != asked->revision) {
        return Error{ErrorKind::Conflict,
                     QStringLiteral("The entry was changed meanwhile."),
                     {},
                     {{QStringLiteral("current"), control::toJson(*stored)}}};
    }
    const qint64 revision = stored->revision;
    *stored = *asked;
    stored->revision = revision + 1;
    stored->changedBy = QStringLiteral("ana");
    stored->changedAt = m_now;
    tellChanged(*stored);
    return asObject(*stored);
}

Result<QJsonObject> ScriptedWhitelist::disable(const QJsonObject &params)
{
    const WhitelistEntry *stored = byId(params.value(QStringLiteral("id")).toString());
    if (stored == nullptr)
        return Error{ErrorKind::NotFound, QStringLiteral("This entry is not there any more.")};
    WhitelistEntry asked = *stored;
    asked.enabled = false;
    asked.revision = params.value(QStringLiteral("revision")).toInteger();
    return update({{QStringLiteral("entry"), control::toJson(asked)}});
}

Result<QJsonObject> ScriptedWhitelist::remove(const QJsonObject &params)
{
    const QJsonArray asked = params.value(QStringLiteral("entries")).toArray();
    for (const QJsonValue &value : asked) {
        const WhitelistEntry *entry = byId(value[u"id"].toString());
        if (entry == nullptr || entry->revision != value[u"revision"].toInteger()) {
            return Error{ErrorKind::Conflict,
                         QStringLiteral("An entry was changed meanwhile."),
                         {},
                         {{QStringLiteral("current"), QJsonObject()}}};
        }
    }
    for (const QJsonValue &value : asked) {
        const QString id = value[u"id"].toString();
        m_entries.removeIf([&id](const WhitelistEntry &entry) { return entry.id == id; });
        m_server.sendEvent(
            QStringLiteral("whitelist.removed"),
            {{QStringLiteral("id"), id}, {QStringLiteral("by"), QStringLiteral("ana")}});
    }
    return QJsonObject{{QStringLiteral("removed"), asked.size()},
                       {QStringLiteral("effects"), QJsonArray()}};
}

} // namespace postern::test
