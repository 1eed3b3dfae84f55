// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FakeSmtpServer.h"
#include "tests/support/ServerProcess.h"
#include "tests/support/SmtpLoad.h"

#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace postern;

/// Surviving SIGKILL proves little, for the page cache survives it too. The system calls tell: what
/// a 250 promises was written to the database's log and synced before that 250 was sent.
class tst_SyncBeforeReply : public QObject
{
    Q_OBJECT

private slots:
    void syncedBeforeThe250();
    void seesAReplyThatCameTooEarly();
};

namespace
{

/// A system call that has ended; strace shows one that others interrupted in two lines.
struct Call
{
    QByteArray pid;
    QByteArray text;     ///< name and arguments
    qsizetype begun = 0; ///< number of the line
    qsizetype ended = 0;
};

QList<Call> callsOf(const QByteArray &trace)
{
    QList<Call> calls;
    QHash<QByteArray, Call> unfinished; // by thread
    const QByteArrayList lines = trace.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const qsizetype space = lines[i].indexOf(' ');
        if (space < 0)
            continue;
        const QByteArray pid = lines[i].left(space);
        const QByteArray text = lines[i].mid(space).trimmed();
        if (text.endsWith("<unfinished ...>"))
            unfinished.insert(pid, {pid, text, i, i});
        else if (text.startsWith("<... ")) {
            Call call = unfinished.take(pid);
            call.ended = i;
            calls.append(call);
        } else {
            calls.append({pid, text, i, i});
        }
    }
    return calls;
}

bool isOnLog(const Call &call)
{
    return call.text.contains("postern.db-wal>");
}

bool isSync(const Call &call)
{
    return isOnLog(call) && (call.text.startsWith("fdatasync(") || call.text.startsWith("fsync("));
}

/// Queue ids whose 250 was begun before a sync that followed the first write of their row.
QByteArrayList promisedTooEarly(const QByteArray &trace, int *replies)
{
    static const QRegularExpression queued(QStringLiteral("\"250 2\\.0\\.0 Queued as (\\w+)"));
    const QList<Call> calls = callsOf(trace);
    QByteArrayList early;
    *replies = 0;
    for (const Call &reply : calls) {
        const auto match = queued.match(QString::fromLatin1(reply.text));
        if (!match.hasMatch())
            continue;
        ++*replies;
        const QByteArray id = match.captured(1).toLatin1();
        qsizetype written = -1;
        bool isSynced = false;
        for (const Call &call : calls) {
            if (written < 0 && isOnLog(call) && call.text.startsWith("pwrite64(")
                && call.text.contains(id))
                written = call.ended;
            if (written >= 0 && isSync(call) && call.begun > written && call.ended < reply.begun)
                isSynced = true;
        }
        if (!isSynced)
            early.append(id);
    }
    return early;
}

} // namespace

void tst_SyncBeforeReply::syncedBeforeThe250()
{
    const QString strace = QStandardPaths::findExecutable(QStringLiteral("strace"));
    QVERIFY2(!strace.isEmpty(), "strace is not installed; script/bootstrap installs it");
    QVERIFY2(QProcess::execute(strace, {QStringLiteral("-qq"), QStringLiteral("-o"),
                                        QStringLiteral("/dev/null"), QStringLiteral("true")})
                 == 0,
             "this machine does not allow strace to trace; a container needs SYS_PTRACE for it");
    ServerProcess server;
    FakeSmtpServer sink;
    QVERIFY(server
                .prepareRelay(QStringLiteral("127.0.0.2"),
                              QStringLiteral("smtp://127.0.0.1:%1").arg(sink.port()))
                .ok());
    const QString traceFile = server.filePath(QStringLiteral("trace"));
    server.start({}, {strace, QStringLiteral("-f"), QStringLiteral("-qq"), QStringLiteral("-y"),
                      QStringLiteral("-s"), QStringLiteral("5000"), QStringLiteral("-e"),
                      QStringLiteral("trace=fdatasync,fsync,pwrite64,sendto,sendmsg,write,writev"),
                      QStringLiteral("-o"), traceFile});
    QTRY_VERIFY2_WITH_TIMEOUT(server.isUp(), server.log().constData(), 60000);
    SmtpLoad load(3, QHostAddress(QStringLiteral("127.0.0.2")));
    load.setMayBegin([&load] { return load.begun < 20; });
    load.setPort(server.port(QStringLiteral("relay")));
    QTRY_VERIFY2_WITH_TIMEOUT(load.accepted.size() == 20, load.lastError.constData(), 60000);
    server.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(!server.isRunning(), 30000);
    QFile file(traceFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    int replies = 0;
    const QByteArrayList early = promisedTooEarly(file.readAll(), &replies);
    QCOMPARE(replies, 20);
    QCOMPARE(early, QByteArrayList());
}

/// The test above would notice.
void tst_SyncBeforeReply::seesAReplyThatCameTooEarly()
{
    const QByteArray write = "1 pwrite64(9</x/postern.db-wal>, \"..ID1..\", 4096, 0) = 4096\n";
    const QByteArray sync = "1 fdatasync(9</x/postern.db-wal>) = 0\n";
    const QByteArray half = "1 fdatasync(9</x/postern.db-wal> <unfinished ...>\n";
    const QByteArray rest = "1 <... fdatasync resumed>) = 0\n";
    const QByteArray other = "1 fdatasync(8</x/other>) = 0\n";
    const QByteArray reply =
        "2 sendto(7<socket:[1]>, \"250 2.0.0 Queued as ID1\\r\\n\", 25) = 25\n";
    int replies = 0;
    QCOMPARE(promisedTooEarly(write + sync + reply, &replies), QByteArrayList());
    QCOMPARE(replies, 1);
    QCOMPARE(promisedTooEarly(write + half + rest + reply, &replies), QByteArrayList());
    const QByteArrayList early{"ID1"};
    QCOMPARE(promisedTooEarly(write + reply + sync, &replies), early);
    QCOMPARE(promisedTooEarly(write + half + reply + rest, &replies), early);
    QCOMPARE(promisedTooEarly(sync + write + reply, &replies), early);
    QCOMPARE(promisedTooEarly(write + other + reply, &replies), early);
    QCOMPARE(promisedTooEarly(reply, &replies), early);
}

QTEST_GUILESS_MAIN(tst_SyncBeforeReply)
#include "tst_SyncBeforeReply.moc"
