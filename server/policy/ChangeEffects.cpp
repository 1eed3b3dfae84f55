// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/ChangeEffects.h"

#include <QHash>

#include <algorithm>
#include <optional>
#include <set>

namespace postern::policy
{

namespace
{

/// One entry's two states; null: it is not there.
struct Changed
{
    const WhitelistEntry *before = nullptr;
    const WhitelistEntry *after = nullptr;
};

/// Who decides for the part of a range that no narrower entry holds, and what it lifts there.
struct Winner
{
    const WhitelistEntry *entry = nullptr;
    Services services;
};

Winner winnerOf(const QList<WhitelistEntry> &entries, const AddressRange &range, UtcMs now)
{
    Winner winner;
    Services console;
    for (const WhitelistEntry &entry : entries) {
        if (!AccessTable::isLive(entry, now) || !entry.range.contains(range))
            continue;
        console |= entry.services & Services(Service::ConsoleLogin);
        if (!winner.entry || winner.entry->range.contains(entry.range))
            winner.entry = &entry;
    }
    if (winner.entry)
        winner.services = winner.entry->services | console;
    return winner;
}

bool isSame(const WhitelistEntry *a, const WhitelistEntry *b)
{
    return a && b && a->id == b->id && (!a->id.isEmpty() || a->range == b->range);
}

QList<Changed> changes(const QList<WhitelistEntry> &before, const QList<WhitelistEntry> &after)
{
    const auto key = [](const WhitelistEntry &entry) {
        return entry.id.isEmpty() ? entry.range.toString() : entry.id;
    };
    QHash<QString, const WhitelistEntry *> known;
    for (const WhitelistEntry &entry : before)
        known.insert(key(entry), &entry);
    QList<Changed> list;
    for (const WhitelistEntry &entry : after) {
        const WhitelistEntry *old = known.take(key(entry));
        if (!old || !(*old == entry))
            list += Changed{old, &entry};
    }
    for (const WhitelistEntry &entry : before) {
        if (known.contains(key(entry)))
            list += Changed{&entry, nullptr};
    }
    return list;
}

/// The ranges for which one changed entry may decide otherwise: its new one, and what it leaves.
QList<AddressRange> regionsOf(const Changed &change)
{
    if (!change.before)
        return {change.after->range};
    if (!change.after)
        return {change.before->range};
    QList<AddressRange> regions{change.after->range};
    const AddressRange &old = change.before->range;
    for (const AddressRange &piece : old.cutBy(change.after->range)) {
        if (!change.after->range.contains(piece))
            regions += piece;
    }
    // A range that grew: its old part may have had other toggles.
    if (change.after->range.contains(old) && old != change.after->range
        && change.before->services != change.after->services)
        regions += old;
    return regions;
}

/// From left to right the places where the decision can change; one list a table pair.
std::vector<IpAddress> places(const QList<WhitelistEntry> &before,
                              const QList<WhitelistEntry> &after)
{
    std::vector<IpAddress> found;
    for (const QList<WhitelistEntry> *entries : {&before, &after}) {
        for (const WhitelistEntry &entry : *entries) {
            const auto family = entry.range.family();
            const UInt128 last = entry.range.last().bits();
            found.push_back(entry.range.first());
            if (last == UInt128::lowBits(entry.range.isV4() ? 32 : 128))
                continue;
            const IpAddress next = IpAddress::fromBits(family, last + UInt128{0, 1});
            // Inside ::ffff:0:0/96 is no IPv6 client; the next one comes right behind it.
            found.push_back(next.family() == family
                                ? next
                                : IpAddress::fromBits(family, UInt128{0, 1ULL << 48U}));
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

/// Whether at `client` something is lifted afterwards that is not before, now or at any later
/// moment: an answer changes only when an entry expires.
bool isWidenedAt(const IpAddress &client, const AccessTable &before, const AccessTable &after,
                 UtcMs now)
{
    std::set<UtcMs> moments{now};
    for (const AccessTable *table : {&before, &after}) {
        for (const WhitelistEntry *entry : table->chain(client)) {
            if (entry->expiresAt > now)
                moments.insert(entry->expiresAt);
        }
    }
    return std::any_of(moments.begin(), moments.end(), [&](UtcMs moment) {
        return (after.services(client, moment) & ~before.services(client, moment)) != Services();
    });
}

bool widensTrust(const QList<WhitelistEntry> &before, const QList<WhitelistEntry> &after, UtcMs now)
{
    const AccessTable tableBefore(before);
    const AccessTable tableAfter(after);
    const std::vector<IpAddress> all = places(before, after);
    return std::any_of(all.begin(), all.end(), [&](const IpAddress &client) {
        return isWidenedAt(client, tableBefore, tableAfter, now);
    });
}

std::optional<Effect::Kind> kindOf(const Winner &before, const Winner &after, const Changed &change)
{
    const bool isSameServices = before.services == after.services;
    if (isSame(before.entry, after.entry)) {
        if (isSameServices)
            return std::nullopt;
        return (after.services & ~before.services) != Services() ? Effect::Kind::Gains
                                                                 : Effect::Kind::Loses;
    }
    if (!after.entry)
        return Effect::Kind::FallsToNone;
    if (!before.entry)
        return Effect::Kind::Gains;
    return isSame(after.entry, change.after) ? Effect::Kind::Replaces : Effect::Kind::FallsUnder;
}

class EffectFinder
{
public:
    EffectFinder(const QList<WhitelistEntry> &before, const QList<WhitelistEntry> &after, UtcMs now)
        : m_before(before), m_after(after), m_now(now)
    {}

    void add(const Changed &change);
    [[nodiscard]] QList<Effect> effects() const { return m_effects; }
    [[nodiscard]] int more() const
    {
        return std::max(m_exceptions - ChangeEffects::maxExceptions, 0);
    }

private:
    [[nodiscard]] bool addRegion(const AddressRange &region, const Changed &change);
    void addExceptions(const AddressRange &region);

    const QList<WhitelistEntry> &m_before;
    const QList<WhitelistEntry> &m_after;
    UtcMs m_now;
    QList<Effect> m_effects;
    int m_exceptions = 0;
};

void EffectFinder::add(const Changed &change)
{
    for (const AddressRange &region : regionsOf(change)) {
        if (addRegion(region, change))
            addExceptions(region);
    }
}

bool EffectFinder::addRegion(const AddressRange &region, const Changed &change)
{
    const Winner before = winnerOf(m_before, region, m_now);
    const Winner after = winnerOf(m_after, region, m_now);
    if (!before.entry && !after.entry)
        return false;
    const std::optional<Effect::Kind> kind = kindOf(before, after, change);
    if (!kind)
        return false;
    Effect effect;
    effect.kind = *kind;
    effect.range = region;
    effect.gained = after.services & ~before.services;
    effect.lost = before.services & ~after.services;
    effect.after = after.services;
    const WhitelistEntry *other = *kind == Effect::Kind::Replaces     ? before.entry
                                  : *kind == Effect::Kind::FallsUnder ? after.entry
                                                                      : nullptr;
    if (other) {
        effect.otherRange = other->range;
        effect.otherDescription = other->description;
    }
    m_effects += effect;
    return true;
}

/// The widest live entries inside, which the change leaves alone.
void EffectFinder::addExceptions(const AddressRange &region)
{
    QList<const WhitelistEntry *> inside;
    for (const WhitelistEntry &entry : m_after) {
        const bool isInside = region.contains(entry.range) && entry.range != region;
        if (isInside && AccessTable::isLive(entry, m_now) && m_before.contains(entry))
            inside += &entry;
    }
    std::sort(inside.begin(), inside.end(),
              [](const auto *a, const auto *b) { return a->range < b->range; });
    const WhitelistEntry *widest = nullptr;
    for (const WhitelistEntry *entry : std::as_const(inside)) {
        if (widest && widest->range.contains(entry->range))
            continue;
        widest = entry;
        if (m_exceptions++ >= ChangeEffects::maxExceptions)
            continue;
        Effect effect;
        effect.kind = Effect::Kind::ExceptInside;
        effect.range = region;
        effect.otherRange = entry->range;
        effect.otherDescription = entry->description;
        effect.after = entry->services;
        m_effects += effect;
    }
}

} // namespace

ChangeEffects changeEffects(const QList<WhitelistEntry> &before, const QList<WhitelistEntry> &after,
                            UtcMs now)
{
    EffectFinder finder(before, after, now);
    for (const Changed &change : changes(before, after))
        finder.add(change);
    return {finder.effects(), finder.more(), widensTrust(before, after, now)};
}

} // namespace postern::policy
