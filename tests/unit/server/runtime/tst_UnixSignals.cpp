// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/runtime/UnixSignals.h"

#include <QtTest>

#include <csignal>
#include <unistd.h>

using postern::runtime::UnixSignals;

class tst_UnixSignals : public QObject
{
    Q_OBJECT

private slots:
    void tellsOfEachSignal();
    void survivesABrokenPipe();
};

void tst_UnixSignals::tellsOfEachSignal()
{
    UnixSignals watched;
    QList<int> ended;
    int reloads = 0;
    connect(&watched, &UnixSignals::endRequested, this, [&](int number) { ended.append(number); });
    connect(&watched, &UnixSignals::reloadRequested, this, [&] { ++reloads; });
    // Sent to this thread: QtTest's watchdog thread does not block signals and might be given one
    // that is sent to the process. posternd blocks them before its first other thread.
    ::raise(SIGHUP);
    QTRY_COMPARE(reloads, 1);
    ::raise(SIGTERM);
    QTRY_COMPARE(ended, QList<int>{SIGTERM});
    ::raise(SIGINT);
    QTRY_COMPARE(ended, (QList<int>{SIGTERM, SIGINT}));
}

void tst_UnixSignals::survivesABrokenPipe()
{
    const UnixSignals watched;
    int ends[2];
    QCOMPARE(::pipe(ends), 0);
    ::close(ends[0]);
    QCOMPARE(::write(ends[1], "x", 1), ssize_t(-1));
    ::close(ends[1]);
}

QTEST_GUILESS_MAIN(tst_UnixSignals)
#include "tst_UnixSignals.moc"
