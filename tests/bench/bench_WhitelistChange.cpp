// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/WhitelistChange.h"
#include "server/policy/AccessTable.h"
#include "server/storage/AuditStore.h"
#include "server/storage/Migrator.h"
#include "server/storage/WhitelistMirror.h"
#include "server/storage/WhitelistStore.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTextStream>

#include <functional>

using namespace postern;

/// What one change of the whitelist costs beside ENTRIES others (10000), step by step, without the
/// commit: `bench_WhitelistChange [ENTRIES] [URL]`.
namespace
{

constexpr int rounds = 50;
const storage::Actor actor{
    QStringLiteral("bench"), QStringLiteral("local"), QStringLiteral("bench"), {}};

WhitelistEntry entryOf(unsigned number)
{
    WhitelistEntry entry;
    // A single address in every other place, all in one wide entry.
    entry.range = AddressRange(IpAddress::fromV4(0x0a000000U + 2U * number));
    entry.description = QStringLiteral("Device %1").arg(number);
    entry.services = Service::SmtpAuthBypass;
    return entry;
}

void time(const char *what, const std::function<bool(int)> &step)
{
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < rounds; ++i) {
        if (!step(i))
            qFatal("%s failed", what);
    }
    QTextStream(stdout) << QString::fromLatin1(what).leftJustified(28)
                        << double(timer.nsecsElapsed()) / rounds / 1e6 << " ms\n";
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int count = arguments.value(1, QStringLiteral("10000")).toInt();
    QTemporaryDir folder;
    const storage::DatabaseUrl url{arguments.value(
        2, QStringLiteral("sqlite:") + folder.filePath(QStringLiteral("bench.db")))};
    auto opened = storage::Database::open(url);
    if (!opened.ok())
        qFatal("%s", qPrintable(opened.error().text));
    storage::Database &database = *opened.value();
    storage::WhitelistStore store(database);
    bool isReady = storage::Migrator(database).migrate().ok() && database.begin().ok();
    WhitelistEntry wide = entryOf(0);
    wide.range = AddressRange::parse(QStringLiteral("10.0.0.0/8")).value();
    isReady = isReady && store.add(wide, actor, 1).ok();
    for (int i = 0; i < count && isReady; ++i)
        isReady = store.add(entryOf(unsigned(i)), actor, 1).ok();
    isReady = isReady && database.commit().ok() && database.begin().ok();
    if (!isReady)
        qFatal("the list could not be made");

    // In the middle of the list.
    const auto nth = [&](int i) {
        WhitelistEntry entry = entryOf(unsigned(count / 2));
        entry.range =
            AddressRange(IpAddress::fromV4(0x0a000001U + unsigned(count) + 2U * unsigned(i)));
        return entry;
    };
    QList<WhitelistEntry> added;
    time("collision", [&](int i) { return store.refuseCollision(nth(i)).ok(); });
    time("neighbourhood and effects", [&](int i) {
        auto change = control::WhitelistChange::around(database, {nth(i).range});
        if (!change.ok())
            return false;
        change.value().put(nth(i));
        return !change->effects(2).effects.isEmpty();
    });
    time("add", [&](int i) {
        const auto entry = store.add(nth(i), actor, 2);
        if (entry.ok())
            added.append(*entry);
        return entry.ok();
    });
    storage::WhitelistMirror mirror;
    (void)mirror.read(database);
    time("update", [&](int i) {
        added[i].enabled = false;
        return store.update(added.at(i), actor, 3).ok();
    });
    QList<WhitelistEntry> shown; // as the policy in force keeps it
    time("remove, mirror", [&](int i) {
        auto list = store.remove(added.at(i).id, 0, actor, 4).ok()
                        ? mirror.read(database)
                        : Result<QList<WhitelistEntry>>(Error{});
        if (list.ok())
            shown = std::move(list).value();
        return list.ok();
    });
    time("add again", [&](int i) {
        const auto entry = store.add(nth(i), actor, 5);
        if (entry.ok())
            added[i] = *entry;
        return entry.ok();
    });
    time("remove", [&](int i) { return store.remove(added.at(i).id, 0, actor, 4).ok(); });
    QList<WhitelistEntry> all;
    time("the whole list", [&](int) {
        auto list = store.list();
        if (list.ok())
            all = std::move(list).value();
        return list.ok();
    });
    time("access table", [&](int) { return !policy::AccessTable(all).entries().isEmpty(); });
    time("newest 200 of the trail",
         [&](int) { return storage::AuditStore(database).list(0, 200).ok(); });
    database.rollback();
    return 0;
}
