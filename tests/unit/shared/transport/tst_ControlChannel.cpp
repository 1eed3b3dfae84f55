// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/transport/ControlChannel.h"

#include "shared/control/Catalogue.h"
#include "tests/support/TestCertificate.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace postern;
using postern::transport::ControlChannel;

// Each test runs over TLS and over a local socket: `m_near` is the channel, the far side a bare
// socket.
class tst_ControlChannel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void deliversLines_data() { kinds(); }
    void deliversLines();
    void deliversWhatCameBeforeIt_data() { kinds(); }
    void deliversWhatCameBeforeIt();
    void aLongLineCloses_data() { kinds(); }
    void aLongLineCloses();
    void aPausedChannelDeliversNothing_data() { kinds(); }
    void aPausedChannelDeliversNothing();
    void pausingInsideASlotStopsTheNextLine_data() { kinds(); }
    void pausingInsideASlotStopsTheNextLine();
    void takesNoMoreThanItMayHold_data() { kinds(); }
    void takesNoMoreThanItMayHold();
    void closingSendsWhatWaits_data() { kinds(); }
    void closingSendsWhatWaits();
    void aPeerThatDoesNotReadIsHeldBackThenClosed_data() { kinds(); }
    void aPeerThatDoesNotReadIsHeldBackThenClosed();
    void theOtherSideMayClose_data() { kinds(); }
    void theOtherSideMayClose();
    void mayBeDeletedInsideASlot_data() { kinds(); }
    void mayBeDeletedInsideASlot();

private:
    static void kinds();
    void connectPair();
    void connectTls();
    void connectLocal();
    void writeFar(const QByteArray &bytes);

    test::TestCertificate m_certificate;
    QTemporaryDir m_folder;
    std::unique_ptr<QSslServer> m_tlsServer;
    std::unique_ptr<QLocalServer> m_localServer;
    std::unique_ptr<QIODevice> m_far;
    std::unique_ptr<ControlChannel> m_near;
    QStringList m_lines;
    QStringList m_reasons;
};

void tst_ControlChannel::initTestCase()
{
    m_certificate = test::TestCertificate::make();
    QVERIFY(!m_certificate.certificate.isNull());
}

void tst_ControlChannel::kinds()
{
    QTest::addColumn<bool>("isTls");
    QTest::newRow("TLS") << true;
    QTest::newRow("local socket") << false;
}

void tst_ControlChannel::init()
{
    m_lines.clear();
    m_reasons.clear();
}

void tst_ControlChannel::cleanup()
{
    m_near.reset();
    m_far.reset();
    m_tlsServer.reset();
    m_localServer.reset();
}

void tst_ControlChannel::connectTls()
{
    m_tlsServer = std::make_unique<QSslServer>();
    QSslConfiguration configuration;
    configuration.setLocalCertificate(m_certificate.certificate);
    configuration.setPrivateKey(m_certificate.key);
    m_tlsServer->setSslConfiguration(configuration);
    QVERIFY(m_tlsServer->listen(QHostAddress::LocalHost));
    auto far = std::make_unique<QSslSocket>();
    far->setPeerVerifyMode(QSslSocket::VerifyNone);
    far->connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_tlsServer->serverPort());
    QTRY_VERIFY(m_tlsServer->hasPendingConnections() && far->isEncrypted());
    auto *socket = qobject_cast<QSslSocket *>(m_tlsServer->nextPendingConnection());
    QVERIFY(socket != nullptr);
    m_near = std::make_unique<ControlChannel>(socket);
    m_far = std::move(far);
}

void tst_ControlChannel::connectLocal()
{
    m_localServer = std::make_unique<QLocalServer>();
    const QString path = m_folder.filePath(QStringLiteral("s"));
    QLocalServer::removeServer(path);
    QVERIFY(m_localServer->listen(path));
    auto far = std::make_unique<QLocalSocket>();
    far->connectToServer(path);
    QTRY_VERIFY(m_localServer->hasPendingConnections());
    m_near = std::make_unique<ControlChannel>(m_localServer->nextPendingConnection());
    m_far = std::move(far);
}

void tst_ControlChannel::connectPair()
{
    QFETCH(bool, isTls);
    if (isTls)
        connectTls();
    else
        connectLocal();
    QVERIFY(m_near != nullptr);
    connect(m_near.get(), &ControlChannel::lineReceived, this,
            [this](const QByteArray &line) { m_lines.append(QString::fromUtf8(line)); });
    connect(m_near.get(), &ControlChannel::closed, this,
            [this](const QString &reason) { m_reasons.append(reason); });
}

void tst_ControlChannel::writeFar(const QByteArray &bytes)
{
    QCOMPARE(m_far->write(bytes), bytes.size());
}

void tst_ControlChannel::deliversLines()
{
    connectPair();
    writeFar("one\ntwo\nthr");
    QTRY_COMPARE(m_lines, (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
    writeFar("ee\n");
    QTRY_COMPARE(m_lines.size(), 3);
    QCOMPARE(m_lines.last(), QStringLiteral("three"));
    m_near->sendLine("answer");
    QTRY_COMPARE(m_far->peek(100), QByteArray("answer\n"));
}

void tst_ControlChannel::deliversWhatCameBeforeIt()
{
    QFETCH(bool, isTls);
    if (isTls)
        connectTls();
    else
        connectLocal();
    writeFar("early\n");
    // Only now does somebody listen, and nothing more arrives.
    connect(m_near.get(), &ControlChannel::lineReceived, this,
            [this](const QByteArray &line) { m_lines.append(QString::fromUtf8(line)); });
    QTRY_COMPARE(m_lines, QStringList{QStringLiteral("early")});
}

void tst_ControlChannel::aLongLineCloses()
{
    connectPair();
    QSignalSpy tooLong(m_near.get(), &ControlChannel::lineTooLong);
    connect(m_near.get(), &ControlChannel::lineTooLong, this,
            [this] { m_near->sendLine("too long"); });
    writeFar("fine\n" + QByteArray(control::lineLimitBeforeLogin + 1, 'x'));
    QTRY_COMPARE(m_reasons.size(), 1);
    QCOMPARE(m_lines, QStringList{QStringLiteral("fine")});
    QCOMPARE(tooLong.size(), 1);
    QCOMPARE(m_reasons.first(),
             QStringLiteral("A line was longer than the 8192 bytes that are allowed here."));
    QVERIFY(!m_near->isOpen());
    QTRY_COMPARE(m_far->peek(100), QByteArray("too long\n"));
}

void tst_ControlChannel::aPausedChannelDeliversNothing()
{
    connectPair();
    m_near->setPaused(true);
    writeFar("one\n");
    QTest::qWait(50); // nothing can signal that nothing happened
    QVERIFY(m_lines.isEmpty());
    m_near->setPaused(false);
    QTRY_COMPARE(m_lines.size(), 1);
}

void tst_ControlChannel::pausingInsideASlotStopsTheNextLine()
{
    connectPair();
    connect(m_near.get(), &ControlChannel::lineReceived, this, [this] { m_near->setPaused(true); });
    writeFar("one\ntwo\n");
    QTRY_COMPARE(m_lines.size(), 1);
    QTest::qWait(50);
    QCOMPARE(m_lines.size(), 1);
    m_near->setPaused(false);
    QTRY_COMPARE(m_lines.size(), 2);
}

void tst_ControlChannel::takesNoMoreThanItMayHold()
{
    connectPair();
    m_near->setLineLimit(control::lineLimitAfterLogin);
    m_near->setPaused(true);
    const int count = 2000;
    const QByteArray line = QByteArray(10000, 'x') + '\n';
    for (int i = 0; i < count; ++i)
        writeFar(line);
    QTest::qWait(200);
    // More than the kernel keeps on the way: what is not taken stays with the sender.
    auto *tls = qobject_cast<QSslSocket *>(m_far.get());
    const qint64 waiting =
        m_far->bytesToWrite() + (tls != nullptr ? tls->encryptedBytesToWrite() : 0);
    QVERIFY2(waiting > 0, qPrintable(QString::number(waiting)));
    m_near->setPaused(false);
    QTRY_COMPARE_WITH_TIMEOUT(m_lines.size(), count, 20000);
}

void tst_ControlChannel::closingSendsWhatWaits()
{
    connectPair();
    const QByteArray large(300000, 'y');
    m_near->sendLine(large);
    m_near->close(QStringLiteral("Enough."));
    QByteArray received;
    connect(m_far.get(), &QIODevice::readyRead, this,
            [this, &received] { received += m_far->readAll(); });
    QTRY_COMPARE(m_reasons, QStringList{QStringLiteral("Enough.")});
    received += m_far->readAll();
    QTRY_COMPARE(received.size(), large.size() + 1);
}

void tst_ControlChannel::aPeerThatDoesNotReadIsHeldBackThenClosed()
{
    connectPair();
    if (auto *tls = qobject_cast<QSslSocket *>(m_far.get()))
        tls->setReadBufferSize(1024);
    else
        qobject_cast<QLocalSocket *>(m_far.get())->setReadBufferSize(1024);
    // Each line is answered with 64 KiB that nobody fetches.
    connect(m_near.get(), &ControlChannel::lineReceived, this,
            [this] { m_near->sendLine(QByteArray(64 * 1024, 'z')); });
    for (int i = 0; i < 1000; ++i)
        writeFar("more\n");
    QTRY_VERIFY(!m_lines.isEmpty());
    QTest::qWait(200);
    const qsizetype served = m_lines.size();
    QVERIFY2(served < 1000, qPrintable(QString::number(served)));
    QVERIFY(m_near->isOpen());
    // What nobody asked for is not held back, but it is not collected without end.
    for (int i = 0; i < 200 && m_near->isOpen(); ++i)
        m_near->sendLine(QByteArray(64 * 1024, 'e'));
    QCOMPARE(m_reasons,
             QStringList{QStringLiteral("The other side does not read what is sent to it.")});
}

void tst_ControlChannel::theOtherSideMayClose()
{
    connectPair();
    writeFar("last words\n");
    m_far->close();
    QTRY_COMPARE(m_reasons.size(), 1);
    QCOMPARE(m_lines, QStringList{QStringLiteral("last words")});
    QCOMPARE(m_reasons.first(), QStringLiteral("The other side closed the connection."));
    m_near->sendLine("ignored");
}

void tst_ControlChannel::mayBeDeletedInsideASlot()
{
    connectPair();
    connect(m_near.get(), &ControlChannel::lineReceived, this, [this] { m_near.reset(); });
    writeFar("one\ntwo\n");
    QTRY_VERIFY(m_near == nullptr);
    QCOMPARE(m_lines.size(), 1);
}

QTEST_GUILESS_MAIN(tst_ControlChannel)
#include "tst_ControlChannel.moc"
