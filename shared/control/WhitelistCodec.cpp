// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/control/ValueCodec.h"

namespace postern::control
{

using Presence = ObjectReader::Presence;

namespace
{

struct GateStateName
{
    ExplainGate::State state;
    QStringView name;
};

constexpr GateStateName gateStates[] = {
    {ExplainGate::State::Passed, u"passed"},
    {ExplainGate::State::Failed, u"failed"},
    {ExplainGate::State::NotApplied, u"not-applied"},
    {ExplainGate::State::NotReached, u"not-reached"},
};

ExplainGate::State readGateState(ObjectReader &reader)
{
    const QString name = reader.text(u"state");
    for (const GateStateName &row : gateStates) {
        if (row.name == name)
            return row.state;
    }
    reader.fail(u"state", QStringLiteral("\"%1\" must be passed, failed, not-applied or "
                                         "not-reached, not \"%2\".")
                              .arg(reader.pathOf(u"state"), name));
    return ExplainGate::State::NotReached;
}

QString serviceNames()
{
    QStringList names;
    for (const Service service : allServices())
        names.append(serviceName(service));
    return names.join(QLatin1String(", "));
}

// Fields that the asker decides; the rest is the server's.
void readEntryChoices(ObjectReader &reader, WhitelistEntry &entry, Presence presence)
{
    entry.id = reader.text(u"id", presence);
    entry.range = readRange(reader, u"address");
    entry.description = reader.text(u"description", presence);
    entry.services = readServices(reader, u"services");
    entry.enabled = reader.boolean(u"enabled", presence, true);
    entry.expiresAt = reader.integer(u"expiresAt", presence);
    entry.revision = reader.integer(u"revision", presence);
}

void readEntryHistory(ObjectReader &reader, WhitelistEntry &entry, Presence presence)
{
    entry.builtIn = reader.boolean(u"builtIn", presence);
    entry.createdAt = reader.integer(u"createdAt", presence);
    entry.changedAt = reader.integer(u"changedAt", presence);
    entry.changedBy = reader.text(u"changedBy", presence);
}

} // namespace

QString gateStateName(ExplainGate::State state)
{
    for (const GateStateName &row : gateStates) {
        if (row.state == state)
            return row.name.toString();
    }
    return QStringLiteral("not-reached");
}

QJsonArray servicesToJson(Services services)
{
    QJsonArray names;
    for (const Service service : allServices()) {
        if (services.testFlag(service))
            names.append(serviceName(service));
    }
    return names;
}

Services readServices(ObjectReader &reader, QStringView field)
{
    Services services;
    const QStringList names = reader.texts(field);
    for (const QString &name : names) {
        const std::optional<Service> service = serviceFromName(name);
        if (service) {
            services |= *service;
        } else {
            reader.fail(field, QStringLiteral("\"%1\" is not a service; there are: %2.")
                                   .arg(name, serviceNames()));
        }
    }
    return services;
}

AddressRange readRange(ObjectReader &reader, QStringView field)
{
    const QString text = reader.text(field);
    if (reader.error())
        return {};
    const Result<AddressRange> range = AddressRange::parse(text);
    if (range.ok())
        return *range;
    Error error = range.error();
    error.field = reader.pathOf(field);
    reader.fail(error);
    return {};
}

QJsonObject toJson(const WhitelistEntry &entry)
{
    return {{QStringLiteral("id"), entry.id},
            {QStringLiteral("address"), entry.range.toString()},
            {QStringLiteral("description"), entry.description},
            {QStringLiteral("services"), servicesToJson(entry.services)},
            {QStringLiteral("enabled"), entry.enabled},
            {QStringLiteral("expiresAt"), integerToJson(entry.expiresAt)},
            {QStringLiteral("builtIn"), entry.builtIn},
            {QStringLiteral("revision"), integerToJson(entry.revision)},
            {QStringLiteral("createdAt"), integerToJson(entry.createdAt)},
            {QStringLiteral("changedAt"), integerToJson(entry.changedAt)},
            {QStringLiteral("changedBy"), entry.changedBy}};
}

template<>
Result<WhitelistEntry> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    WhitelistEntry entry;
    readEntryChoices(reader, entry, Presence::Required);
    readEntryHistory(reader, entry, Presence::Required);
    if (const auto error = reader.error())
        return *error;
    return entry;
}

Result<WhitelistEntry> entryFromRequest(const QJsonObject &object)
{
    ObjectReader reader(object);
    WhitelistEntry entry;
    readEntryChoices(reader, entry, Presence::Optional);
    WhitelistEntry ignored;
    readEntryHistory(reader, ignored, Presence::Optional);
    if (const auto error = reader.finish())
        return *error;
    return entry;
}

QJsonObject toJson(const Effect &effect)
{
    const bool hasOther = effect.kind != Effect::Kind::Gains && effect.kind != Effect::Kind::Loses
                          && effect.kind != Effect::Kind::FallsToNone;
    return {{QStringLiteral("kind"), effectKindName(effect.kind)},
            {QStringLiteral("range"), effect.range.toString()},
            {QStringLiteral("otherRange"), hasOther ? effect.otherRange.toString() : QString()},
            {QStringLiteral("otherDescription"), effect.otherDescription},
            {QStringLiteral("gained"), servicesToJson(effect.gained)},
            {QStringLiteral("lost"), servicesToJson(effect.lost)},
            {QStringLiteral("after"), servicesToJson(effect.after)}};
}

template<>
Result<Effect> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    Effect effect;
    const QString kind = reader.text(u"kind");
    const std::optional<Effect::Kind> known = effectKindFromName(kind);
    if (!known) {
        reader.fail(u"kind",
                    QStringLiteral("\"%1\" is not a kind of effect that is known here.").arg(kind));
    }
    effect.kind = known.value_or(Effect::Kind::Replaces);
    effect.range = readRange(reader, u"range");
    if (!reader.text(u"otherRange").isEmpty())
        effect.otherRange = readRange(reader, u"otherRange");
    effect.otherDescription = reader.text(u"otherDescription");
    effect.gained = readServices(reader, u"gained");
    effect.lost = readServices(reader, u"lost");
    effect.after = readServices(reader, u"after");
    if (const auto error = reader.error())
        return *error;
    return effect;
}

QJsonObject toJson(const ExplainGate &gate)
{
    return {{QStringLiteral("name"), gate.name},
            {QStringLiteral("state"), gateStateName(gate.state)},
            {QStringLiteral("text"), gate.text}};
}

template<>
Result<ExplainGate> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    ExplainGate gate;
    gate.name = reader.text(u"name");
    gate.state = readGateState(reader);
    gate.text = reader.text(u"text");
    if (const auto error = reader.error())
        return *error;
    return gate;
}

QJsonObject toJson(const ConsideredEntry &considered)
{
    return {{QStringLiteral("entry"), toJson(considered.entry)},
            {QStringLiteral("won"), considered.won},
            {QStringLiteral("why"), considered.why},
            {QStringLiteral("text"), considered.text}};
}

template<>
Result<ConsideredEntry> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    ConsideredEntry considered;
    const Result<WhitelistEntry> entry =
        fromJson<WhitelistEntry>(reader.object(u"entry"), reader.pathOf(u"entry"));
    if (entry.ok())
        considered.entry = *entry;
    else
        reader.fail(entry.error());
    considered.won = reader.boolean(u"won");
    considered.why = reader.text(u"why");
    considered.text = reader.text(u"text");
    if (const auto error = reader.error())
        return *error;
    return considered;
}

QJsonObject toJson(const Explanation &explanation)
{
    return {{QStringLiteral("verdict"), explanation.verdict},
            {QStringLiteral("reason"), explanation.reason},
            {QStringLiteral("reply"), explanation.reply},
            {QStringLiteral("sentence"), explanation.sentence},
            {QStringLiteral("gates"), toJson(explanation.gates)},
            {QStringLiteral("considered"), toJson(explanation.considered)}};
}

template<>
Result<Explanation> fromJson(const QJsonObject &object, const QString &path)
{
    ObjectReader reader(object, path);
    Explanation explanation;
    explanation.verdict = reader.text(u"verdict");
    explanation.reason = reader.text(u"reason");
    explanation.reply = reader.text(u"reply");
    explanation.sentence = reader.text(u"sentence");
    explanation.gates = readList<ExplainGate>(reader, u"gates");
    explanation.considered = readList<ConsideredEntry>(reader, u"considered");
    if (const auto error = reader.error())
        return *error;
    return explanation;
}

} // namespace postern::control
