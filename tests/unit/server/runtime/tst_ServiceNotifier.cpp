// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/runtime/ServiceNotifier.h"

#include "server/runtime/PortHolder.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <cstddef>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace postern::runtime;

class tst_ServiceNotifier : public QObject
{
    Q_OBJECT

private slots:
    void sendsOneDatagramAState_data();
    void sendsOneDatagramAState();
    void doesNothingWhenNobodyAsked();
    void findsWhoHoldsAPort();

private:
    static QByteArray receive(int fd);
};

QByteArray tst_ServiceNotifier::receive(int fd)
{
    char buffer[500];
    const ssize_t size = ::recv(fd, buffer, sizeof buffer, MSG_DONTWAIT);
    return QByteArray(buffer, std::max<ssize_t>(size, 0));
}

void tst_ServiceNotifier::sendsOneDatagramAState_data()
{
    QTest::addColumn<QByteArray>("address");
    static const QTemporaryDir folder;
    QTest::newRow("path") << QFile::encodeName(folder.filePath(QStringLiteral("notify")));
    QTest::newRow("abstract") << "@postern-test-" + QByteArray::number(qint64(::getpid()));
}

void tst_ServiceNotifier::sendsOneDatagramAState()
{
    QFETCH(QByteArray, address);
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM, 0);
    sockaddr_un own{};
    own.sun_family = AF_UNIX;
    std::memcpy(own.sun_path, address.constData(), size_t(address.size()));
    if (address.startsWith('@'))
        own.sun_path[0] = '\0';
    const auto size = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(address.size()));
    QCOMPARE(::bind(fd, reinterpret_cast<sockaddr *>(&own), size), 0);

    const ServiceNotifier notifier(address);
    QVERIFY(notifier.ready("Taking mail"));
    QCOMPARE(receive(fd), QByteArray("READY=1\nSTATUS=Taking mail"));
    QVERIFY(notifier.reloading());
    QVERIFY(receive(fd).startsWith("RELOADING=1\nMONOTONIC_USEC="));
    QVERIFY(notifier.stopping());
    QCOMPARE(receive(fd), QByteArray("STOPPING=1"));
    ::close(fd);
}

void tst_ServiceNotifier::doesNothingWhenNobodyAsked()
{
    QVERIFY(!ServiceNotifier(QByteArray()).ready("x"));
    QVERIFY(!ServiceNotifier("/no/such/socket").ready("x"));
    QVERIFY(!ServiceNotifier(QByteArray(200, 'x')).ready("x"));
}

void tst_ServiceNotifier::findsWhoHoldsAPort()
{
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    QCOMPARE(::bind(fd, reinterpret_cast<sockaddr *>(&own), sizeof own), 0);
    QCOMPARE(::listen(fd, 1), 0);
    socklen_t size = sizeof own;
    QCOMPARE(::getsockname(fd, reinterpret_cast<sockaddr *>(&own), &size), 0);
    const quint16 port = ntohs(own.sin_port);
    const QString holder = portHolder(port);
    QVERIFY2(holder.endsWith(QStringLiteral(", pid %1").arg(::getpid())), qPrintable(holder));
    QVERIFY(holder.startsWith(QStringLiteral("tst_ServiceNoti")));
    ::close(fd);
    QVERIFY(portHolder(port).isEmpty());
}

QTEST_GUILESS_MAIN(tst_ServiceNotifier)
#include "tst_ServiceNotifier.moc"
