// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/LogSink.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace postern;
using namespace postern::log;

namespace
{

/// While it lives, what the process writes to standard error goes to a file.
class StderrToFile
{
public:
    explicit StderrToFile(const QString &path) : m_saved(::dup(STDERR_FILENO))
    {
        const int file =
            ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        ::dup2(file, STDERR_FILENO);
        ::close(file);
    }
    ~StderrToFile()
    {
        ::dup2(m_saved, STDERR_FILENO);
        ::close(m_saved);
    }
    Q_DISABLE_COPY_MOVE(StderrToFile)

private:
    const int m_saved;
};

} // namespace

class tst_LogSink : public QObject
{
    Q_OBJECT

private slots:
    void writesWholeLinesFromManyThreads();
    void leavesOutWhatIsBelowTheLevel();
    void hasALevelForEachArea();
    void everyLevelHasItsName();
    void reopensAMovedFile();
    void goesOnWithoutItsFile();
    void reopensWhileNobodyReads();
    void survivesAFullDisk();

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const char *name) const
    {
        return m_folder.filePath(QString::fromLatin1(name));
    }
    [[nodiscard]] static QList<QByteArray> lines(const QString &path);
};

QList<QByteArray> tst_LogSink::lines(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> all = file.readAll().split('\n');
    all.removeLast();
    return all;
}

void tst_LogSink::writesWholeLinesFromManyThreads()
{
    {
        LogSink sink(path("many.log"));
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&sink, t] {
                for (int i = 0; i < 500; ++i)
                    sink.write(LogLevel::Info, LogLine(0, "e").add("t", t).add("i", i));
            });
        }
        for (std::thread &thread : threads)
            thread.join();
    }
    const QList<QByteArray> all = lines(path("many.log"));
    QCOMPARE(all.size(), 2000);
    QList<int> next(4, 0);
    for (const QByteArray &line : all) {
        const int t = line.mid(line.indexOf(" t=") + 3, 1).toInt();
        QCOMPARE(line.mid(line.indexOf(" i=") + 3).toInt(), next[t]);
        ++next[t];
    }
}

void tst_LogSink::leavesOutWhatIsBelowTheLevel()
{
    LogSink sink(path("level.log"), LogLevel::Warning);
    sink.write(LogLevel::Info, LogLine(0, "no"));
    sink.write(LogLevel::Error, LogLine(0, "yes"));
    sink.setLevel(LogLevel::Debug);
    sink.write(LogLevel::Debug, LogLine(0, "now"));
    sink.flush();
    const QList<QByteArray> all = lines(path("level.log"));
    QCOMPARE(all.size(), 2);
    QVERIFY(all.at(0).endsWith("event=yes"));
    QVERIFY(all.at(1).endsWith("event=now"));
}

void tst_LogSink::hasALevelForEachArea()
{
    LogSink sink(path("area.log"));
    const auto writeAll = [&sink](LogLevel level) {
        sink.write(level, LogLine(0, "session", LogArea::Smtp));
        sink.write(level, LogLine(0, "attempt", LogArea::Delivery));
        sink.write(level, LogLine(0, "change", LogArea::Control));
        sink.write(level, LogLine(0, "state", LogArea::Server));
    };
    AreaLevels levels;
    levels[std::size_t(LogArea::Smtp)] = LogLevel::Debug;
    levels[std::size_t(LogArea::Control)] = LogLevel::Error;
    sink.setAreaLevels(levels);
    writeAll(LogLevel::Debug); // session alone
    writeAll(LogLevel::Info);  // all but change
    sink.setLevel(LogLevel::Warning);
    writeAll(LogLevel::Info); // session alone: its own level stays
    sink.setAreaLevels({});
    writeAll(LogLevel::Info); // none
    sink.flush();
    QList<QByteArray> events;
    for (const QByteArray &line : lines(path("area.log")))
        events += line.mid(line.indexOf("event=") + 6);
    QCOMPARE(events, (QList<QByteArray>{"session", "session", "attempt", "state", "session"}));
}

void tst_LogSink::everyLevelHasItsName()
{
    QCOMPARE(logLevelOf(u"error"), LogLevel::Error);
    QCOMPARE(logLevelOf(u"warning"), LogLevel::Warning);
    QCOMPARE(logLevelOf(u"info"), LogLevel::Info);
    QCOMPARE(logLevelOf(u"debug"), LogLevel::Debug);
    for (const QStringView none : {u"", u"default", u"Info", u"trace"})
        QVERIFY(!logLevelOf(none));
}

void tst_LogSink::reopensAMovedFile()
{
    LogSink sink(path("a.log"));
    sink.write(LogLevel::Info, LogLine(0, "before"));
    sink.flush();
    QVERIFY(QFile::rename(path("a.log"), path("a.log.1")));
    QVERIFY(sink.reopen().ok());
    sink.write(LogLevel::Info, LogLine(0, "after"));
    sink.flush();
    QCOMPARE(lines(path("a.log.1")).size(), 1);
    QCOMPARE(lines(path("a.log")).size(), 1);
    QVERIFY(lines(path("a.log")).first().endsWith("event=after"));
}

void tst_LogSink::goesOnWithoutItsFile()
{
    LogSink sink(path("no/such/folder/x.log"));
    QVERIFY(!sink.openState().ok());
    QVERIFY(sink.openState().error().text.contains(QStringLiteral("x.log")));
    sink.write(LogLevel::Info, LogLine(0, "to-stderr"));
    sink.flush();
    QVERIFY(!sink.reopen().ok());
}

/// The log is a pipe that is full and that nobody reads: the main thread must not hang on it.
void tst_LogSink::reopensWhileNobodyReads()
{
    ::signal(SIGPIPE, SIG_IGN);
    const QByteArray pipe = QFile::encodeName(path("pipe"));
    QCOMPARE(::mkfifo(pipe.constData(), 0600), 0);
    const int reader = ::open(pipe.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    LogSink sink(path("pipe"));
    // Before the sink goes, whose writer waits for a reader.
    const auto closing = qScopeGuard([reader] { ::close(reader); });
    QVERIFY(sink.openState().ok());
    const QByteArray filler(1000, 'x');
    for (int i = 0; i < 200; ++i) // more than a pipe holds
        sink.write(LogLevel::Info, LogLine(0, "e").add("x", filler));
    int waiting = 0;
    // Lines that are written one by one fill a page of 4096 with three of them: 16 pages hold less.
    QTRY_VERIFY(::ioctl(reader, FIONREAD, &waiting) == 0 && waiting > 45000);
    std::atomic<bool> isReopened = false;
    std::thread main([&] {
        (void)sink.reopen();
        isReopened = true;
    });
    const bool isInTime = QTest::qWaitFor([&] { return isReopened.load(); }, 20000);
    std::atomic<bool> isOver = false;
    std::thread drain([&] {
        QByteArray buffer(65536, '\0');
        while (!isOver) {
            if (::read(reader, buffer.data(), size_t(buffer.size())) <= 0)
                std::this_thread::yield();
        }
    });
    main.join();
    sink.flush();
    isOver = true;
    drain.join();
    QVERIFY(isInTime);
}

void tst_LogSink::survivesAFullDisk()
{
    QVERIFY(QFile::exists(QStringLiteral("/dev/full")));
    {
        const StderrToFile captured(path("stderr"));
        LogSink sink(QStringLiteral("/dev/full"));
        sink.write(LogLevel::Info, LogLine(0, "first"));
        sink.flush();
        sink.write(LogLevel::Info, LogLine(0, "second"));
        sink.flush();
    }
    const QList<QByteArray> all = lines(path("stderr"));
    QCOMPARE(all.size(), 2);
    QVERIFY(all.at(0).endsWith("event=first"));
    QVERIFY(all.at(1).endsWith("event=second"));
}

QTEST_APPLESS_MAIN(tst_LogSink)
#include "tst_LogSink.moc"
