// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/LocalSocket.h"
#include "tests/support/OtherUser.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using postern::control::LocalSocket;

class tst_LocalSocket : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<QLocalSocket *>(); }
    void ownUserMayConnect();
    void onlyTheOwnerCanReachIt();
    void replacesWhatAKillLeftBehind();
    void aLongPathMovesToTheRuntimeFolder();
    void aRuntimeFolderOpenToOthersIsRefused();
    void nameOfAFolderThatDoesNotExist();
    void anotherUserIsTurnedAway();
};

void tst_LocalSocket::ownUserMayConnect()
{
    QTemporaryDir folder;
    LocalSocket local;
    QVERIFY(local.listen(folder.path(), folder.path()).ok());
    QCOMPARE(local.path(), folder.filePath(QStringLiteral("control.sock")));
    QSignalSpy connected(&local, &LocalSocket::connected);
    QLocalSocket socket;
    socket.connectToServer(local.path());
    QTRY_COMPARE(connected.size(), 1);
}

void tst_LocalSocket::onlyTheOwnerCanReachIt()
{
    QTemporaryDir folder;
    LocalSocket local;
    QVERIFY(local.listen(folder.path(), folder.path()).ok());
    const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup
                                            | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QCOMPARE(QFileInfo(local.path()).permissions() & others, QFileDevice::Permissions());
}

void tst_LocalSocket::replacesWhatAKillLeftBehind()
{
    QTemporaryDir folder;
    QFile stale(folder.filePath(QStringLiteral("control.sock")));
    QVERIFY(stale.open(QIODevice::WriteOnly));
    stale.close();
    LocalSocket local;
    const auto listening = local.listen(folder.path(), folder.path());
    QVERIFY2(listening.ok(), listening.ok() ? "" : qPrintable(listening.error().text));
}

void tst_LocalSocket::aLongPathMovesToTheRuntimeFolder()
{
    QTemporaryDir folder;
    const QString deep = folder.filePath(QString(100, QLatin1Char('d')));
    QVERIFY(QDir().mkpath(deep));
    LocalSocket local;
    const auto listening = local.listen(deep, folder.path());
    QVERIFY2(listening.ok(), listening.ok() ? "" : qPrintable(listening.error().text));
    QVERIFY(local.path().startsWith(folder.path()));
    QVERIFY(local.path().size() <= LocalSocket::longestPath);
    QFile pointer(deep + QLatin1String("/control.path"));
    QVERIFY(pointer.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(pointer.readAll()).trimmed(), local.path());
    QLocalSocket socket;
    socket.connectToServer(local.path());
    QVERIFY(socket.waitForConnected());
}

void tst_LocalSocket::aRuntimeFolderOpenToOthersIsRefused()
{
    QTemporaryDir folder;
    const QString deep = folder.filePath(QString(100, QLatin1Char('d')));
    QVERIFY(QDir().mkpath(deep));
    QString made;
    {
        LocalSocket local;
        QVERIFY(local.listen(deep, folder.path()).ok());
        made = QFileInfo(local.path()).path();
    }
    QVERIFY(QFile::setPermissions(made, QFile::permissions(made) | QFileDevice::WriteOther));
    LocalSocket again;
    const auto refused = again.listen(deep, folder.path());
    QVERIFY(!refused.ok());
    QVERIFY2(refused.error().text.contains(QLatin1String("open to others")),
             qPrintable(refused.error().text));
}

void tst_LocalSocket::nameOfAFolderThatDoesNotExist()
{
    QTemporaryDir folder;
    LocalSocket local;
    const auto refused = local.listen(folder.filePath(QStringLiteral("none")), folder.path());
    QVERIFY(!refused.ok());
    QVERIFY2(refused.error().text.contains(QLatin1String("none/control.sock")),
             qPrintable(refused.error().text));
}

void tst_LocalSocket::anotherUserIsTurnedAway()
{
    // The system's own, which every user may run.
    const QString perl =
        QStandardPaths::findExecutable(QStringLiteral("perl"), {QStringLiteral("/usr/bin")});
    QVERIFY(!perl.isEmpty());
    QStringList command = postern::test::asNobody();
    QVERIFY2(!command.isEmpty(), postern::test::needsAnotherUser);
    QTemporaryDir folder;
    LocalSocket local;
    QVERIFY(local.listen(folder.path(), folder.path()).ok());
    // Permissions alone would keep it out already; the peer's uid is asked all the same.
    const auto open = QFileDevice::Permissions(0x7777);
    QVERIFY(QFile::setPermissions(folder.path(), open));
    QVERIFY(QFile::setPermissions(local.path(), open));
    QSignalSpy refused(&local, &LocalSocket::refused);
    QSignalSpy connected(&local, &LocalSocket::connected);
    QProcess other;
    command << perl << QStringLiteral("-MSocket") << QStringLiteral("-e")
            << QStringLiteral("socket(S, AF_UNIX, SOCK_STREAM, 0) or exit 2;"
                              "connect(S, pack_sockaddr_un($ARGV[0])) or exit 3;"
                              "exit(sysread(S, $b, 1) ? 1 : 0)")
            << local.path();
    const QString program = command.takeFirst();
    other.start(program, command);
    QTRY_VERIFY_WITH_TIMEOUT(!refused.isEmpty() || other.state() == QProcess::NotRunning, 20000);
    QVERIFY2(refused.size() == 1, other.readAllStandardError().constData());
    QCOMPARE(connected.size(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(other.state(), QProcess::NotRunning, 20000);
    QCOMPARE(other.exitCode(), 0);
}

QTEST_GUILESS_MAIN(tst_LocalSocket)
#include "tst_LocalSocket.moc"
