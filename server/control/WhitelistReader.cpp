// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/WhitelistReader.h"

#include "server/control/ControlContext.h"
#include "server/control/EffectsAnswer.h"
#include "server/control/Page.h"
#include "server/control/Repetition.h"
#include "server/control/WhitelistChange.h"
#include "server/control/WhitelistRequest.h"
#include "server/policy/Explain.h"
#include "server/storage/WhitelistStore.h"
#include "shared/control/ValueCodec.h"
#include "shared/model/AcceptedDomain.h"

namespace postern::control
{

using Presence = ObjectReader::Presence;

namespace
{

QJsonObject previewAnswer(const WhitelistChange &change, UtcMs now)
{
    QJsonObject answer = effectsAnswer(change.effects(now));
    answer.insert(QStringLiteral("width"), widthName(Width::Normal));
    answer.insert(QStringLiteral("confirm"), false);
    return answer;
}

policy::ListenerRole roleNamed(const QString &name)
{
    return name == QLatin1String("submission") ? policy::ListenerRole::Submission
                                               : policy::ListenerRole::Relay;
}

/// The listener of that name, which also says whether its connections are encrypted from the start;
/// else one of that role.
void readListener(ObjectReader &reader, const QList<ListenerStatus> &listeners,
                  policy::Facts &facts)
{
    const QString name = reader.text(u"listener", Presence::Optional);
    QStringList names{QStringLiteral("relay"), QStringLiteral("submission")};
    for (const ListenerStatus &listener : listeners) {
        if (listener.name == name) {
            facts.listener = roleNamed(listener.role);
            facts.isAuthOffered |= listener.tls == QLatin1String("implicit");
            return;
        }
        if (!names.contains(listener.name))
            names.append(listener.name);
    }
    if (!name.isEmpty() && !names.contains(name)) {
        reader.fail(u"listener", QStringLiteral("\"listener\" must be one of %1, not \"%2\".")
                                     .arg(names.join(QLatin1String(", ")), name.left(64)));
    }
    facts.listener = roleNamed(name);
}

QStringList readIds(ObjectReader &reader)
{
    QStringList ids = reader.texts(u"ids");
    ids.removeDuplicates();
    if (ids.size() > WhitelistReader::mostPreviewed) {
        reader.fail(u"ids",
                    QStringLiteral("What a change does is worked out for at most %1 entries "
                                   "at once; %2 are named.")
                        .arg(WhitelistReader::mostPreviewed)
                        .arg(ids.size()));
    }
    return ids;
}

// The domain of an address as a message would bring it; a domain alone will do.
QString readDomain(ObjectReader &reader, QStringView field)
{
    const QString text = reader.text(field, Presence::Optional);
    if (text.isEmpty())
        return {};
    const Result<QString> domain =
        canonicalDomain(text.mid(text.lastIndexOf(QLatin1Char('@')) + 1));
    if (domain.ok())
        return *domain;
    reader.fail(field, QStringLiteral("\"%1\" must be a mail address; \"%2\" has no domain that "
                                      "could exist.")
                           .arg(field.toString(), text.left(255)));
    return {};
}

} // namespace

Result<QJsonObject> WhitelistReader::list(const Call &call)
{
    ObjectReader reader = call.reader();
    std::optional<AddressRange> after;
    const QString cursor = reader.text(u"cursor", Presence::Optional);
    if (!cursor.isEmpty()) {
        const Result<AddressRange> range = AddressRange::parse(cursor);
        if (range.ok())
            after = *range;
        else
            Page::refuseCursor(reader);
    }
    const int limit = Page::readLimit(reader);
    if (const auto error = reader.finish())
        return *error;
    const auto entries = storage::WhitelistStore(*m_context.database).list(after, limit + 1);
    if (!entries.ok())
        return entries.error();
    Page page(limit);
    QString last;
    for (const WhitelistEntry &entry : entries.value()) {
        if (!page.add(toJson(entry)))
            break;
        last = entry.range.toString();
    }
    return page.toJson(page.rows() < entries->size() ? last : QString());
}

Result<QJsonObject> WhitelistReader::get(const Call &call)
{
    ObjectReader reader = call.reader();
    const bool isById = reader.has(u"id");
    const QString id = reader.text(u"id", Presence::Optional);
    AddressRange range;
    if (!isById)
        range = readRange(reader, u"address");
    if (const auto error = reader.finish())
        return *error;
    storage::WhitelistStore store(*m_context.database);
    const Result<WhitelistEntry> entry = isById ? store.find(id) : store.findByRange(range);
    if (!entry.ok())
        return entry.error();
    return QJsonObject{{QStringLiteral("entry"), toJson(*entry)}};
}

Result<QJsonObject> WhitelistReader::preview(const Call &call)
{
    ObjectReader reader = call.reader();
    const QString change = reader.text(u"change");
    if (change == QLatin1String("add"))
        return previewPut(reader, true);
    if (change == QLatin1String("update"))
        return previewPut(reader, false);
    if (change == QLatin1String("enable"))
        return previewSwitch(reader, true);
    if (change == QLatin1String("disable"))
        return previewSwitch(reader, false);
    if (change == QLatin1String("remove"))
        return previewRemoval(reader);
    reader.fail(u"change", QStringLiteral("\"change\" must be add, update, enable, disable or "
                                          "remove, not \"%1\".")
                               .arg(change.left(64)));
    return reader.error().value();
}

Result<QJsonObject> WhitelistReader::explain(const Call &call)
{
    ObjectReader reader = call.reader();
    policy::Facts facts;
    facts.stage = policy::Stage::Recipient;
    const QString text = reader.text(u"address");
    facts.senderDomain = readDomain(reader, u"sender");
    facts.recipientDomain = readDomain(reader, u"recipient");
    facts.isAuthOffered = reader.boolean(u"tls", Presence::Optional);
    readListener(reader, m_context.sources.status().listeners, facts);
    const QString user = reader.text(u"user", Presence::Optional);
    if (!user.isEmpty()) {
        facts.user = user;
        facts.isLoginFresh = true; // what is asked is how it would be with a login
    }
    if (const auto error = reader.finish())
        return *error;
    const Result<IpAddress> client = IpAddress::parse(text);
    if (!client.ok()) {
        Error error = client.error();
        error.field = QStringLiteral("address");
        return error;
    }
    facts.client = *client;
    const policy::PolicySnapshotPtr snapshot = m_context.sources.snapshot();
    if (m_context.sources.usage) {
        const WhitelistEntry *entry = snapshot->table.find(facts.client, m_context.now());
        facts.usage = m_context.sources.usage(facts.client, entry ? entry->id : QString());
    }
    return QJsonObject{{QStringLiteral("explanation"),
                        toJson(policy::explain(facts, *snapshot, m_context.now()))}};
}

Result<QJsonObject> WhitelistReader::previewPut(ObjectReader &reader, bool isNew)
{
    Result<WhitelistEntry> entry = readEntry(reader);
    if (!entry.ok())
        return entry.error();
    if (isNew)
        checkChosenId(reader, u"entry.id", entry->id);
    if (const auto error = reader.finish())
        return *error;
    storage::WhitelistStore store(*m_context.database);
    QList<AddressRange> ranges{entry->range};
    std::optional<WhitelistEntry> before;
    const Result<WhitelistEntry> found = store.find(entry->id);
    if (found.ok()) {
        // Also for an add whose answer was lost on the way: it has been made already.
        before = *found;
        ranges.append(before->range);
    } else if (!isNew || found.error().kind != ErrorKind::NotFound) {
        return found.error();
    }
    if (const Result<void> free = store.refuseCollision(*entry); !free.ok())
        return free.error();
    Result<WhitelistChange> change = WhitelistChange::around(*m_context.database, ranges);
    if (!change.ok())
        return change.error();
    change.value().put(*entry);
    QJsonObject answer = previewAnswer(*change, m_context.now());
    answer.insert(QStringLiteral("width"), widthName(widthOf(*entry)));
    answer.insert(QStringLiteral("confirm"),
                  needsConfirmation(*entry, before ? &*before : nullptr));
    return answer;
}

Result<QList<WhitelistEntry>> WhitelistReader::find(const QStringList &ids)
{
    QList<WhitelistEntry> entries;
    for (const QString &id : ids) {
        const Result<WhitelistEntry> entry = storage::WhitelistStore(*m_context.database).find(id);
        if (!entry.ok())
            return entry.error();
        entries.append(*entry);
    }
    return entries;
}

Result<QJsonObject> WhitelistReader::previewSwitch(ObjectReader &reader, bool isEnabled)
{
    const QStringList ids = readIds(reader);
    if (const auto error = reader.finish())
        return *error;
    const auto entries = find(ids);
    if (!entries.ok())
        return entries.error();
    QList<AddressRange> ranges;
    for (const WhitelistEntry &entry : entries.value())
        ranges.append(entry.range);
    Result<WhitelistChange> change = WhitelistChange::around(*m_context.database, ranges);
    if (!change.ok())
        return change.error();
    for (WhitelistEntry entry : entries.value()) {
        entry.enabled = isEnabled;
        change.value().put(entry);
    }
    return previewAnswer(*change, m_context.now());
}

Result<QJsonObject> WhitelistReader::previewRemoval(ObjectReader &reader)
{
    const QStringList ids = readIds(reader);
    if (const auto error = reader.finish())
        return *error;
    const auto entries = find(ids);
    if (!entries.ok())
        return entries.error();
    QList<AddressRange> ranges;
    for (const WhitelistEntry &entry : entries.value())
        ranges.append(entry.range);
    Result<WhitelistChange> change = WhitelistChange::around(*m_context.database, ranges);
    if (!change.ok())
        return change.error();
    for (const QString &id : ids)
        change.value().take(id);
    return previewAnswer(*change, m_context.now());
}

} // namespace postern::control
