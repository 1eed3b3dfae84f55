// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/SmtpDelivery.h"
#include "tests/support/FakeSmtpServer.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

#include <unistd.h>

using namespace postern;
using namespace postern::delivery;

/// The client's connection against a scripted next hop and against smtp-sink of Postfix.
class tst_SmtpDelivery : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void delivers();
    void keepsTheConnection();
    void quitsWhenIdle();
    void largeContentInPieces();
    void slowReader();
    void eightBitAcrossPieces_data();
    void eightBitAcrossPieces();
    void contentEndsEarly();
    void contentCannotBeRead();
    void refusedPort();
    void unknownName();
    void silentHop();
    void closesAtEachCommand_data();
    void closesAtEachCommand();
    void staleConnectionGivesBack();
    void finishEndsWhatIsUnderWay();
    void smtpSink();

private:
    void useContent(const QByteArrayList &pieces);
    [[nodiscard]] DeliveryItem item() const;
    [[nodiscard]] std::unique_ptr<SmtpDelivery>
    connection(const QString &host = QStringLiteral("127.0.0.1"));

    std::unique_ptr<FakeSmtpServer> m_server;
    std::unique_ptr<ContentThread> m_content;
    ClientConfig m_config;
    QByteArrayList m_pieces;
};

namespace
{

using Results = QList<RecipientResult>;

Results resultsOf(const QSignalSpy &spy, qsizetype index = 0)
{
    return index < spy.size() ? spy[index][1].value<Results>() : Results{};
}

QByteArray randomLines(qsizetype size)
{
    QByteArray bytes;
    auto *random = QRandomGenerator::global();
    while (bytes.size() < size) {
        const quint32 length = random->bounded(70U);
        for (quint32 i = 0; i < length; ++i)
            bytes.append(static_cast<char>('.' + random->bounded(40U) % 40));
        bytes.append("\r\n");
    }
    return bytes;
}

QByteArrayList cut(const QByteArray &bytes, qsizetype size)
{
    QByteArrayList pieces;
    for (qsizetype i = 0; i < bytes.size(); i += size)
        pieces.append(bytes.mid(i, size));
    return pieces;
}

} // namespace

void tst_SmtpDelivery::init()
{
    m_server = std::make_unique<FakeSmtpServer>();
    m_config = ClientConfig{"me.example.com", {}};
    useContent({"Subject: x\r\n\r\n.hello\r\n"});
}

void tst_SmtpDelivery::useContent(const QByteArrayList &pieces)
{
    m_pieces = pieces;
    m_content = std::make_unique<ContentThread>([pieces]() -> Result<ReadContent> {
        return ReadContent([pieces](const QString &, int sequence) -> Result<QByteArray> {
            return sequence < pieces.size() ? pieces[sequence] : QByteArray();
        });
    });
}

DeliveryItem tst_SmtpDelivery::item() const
{
    return {QStringLiteral("4711"),
            "from@example.com",
            false,
            m_pieces.join().size(),
            {{QStringLiteral("1"), "to@example.net"}}};
}

std::unique_ptr<SmtpDelivery> tst_SmtpDelivery::connection(const QString &host)
{
    return std::make_unique<SmtpDelivery>(SmtpTarget{host, m_server->port()}, m_config, *m_content);
}

void tst_SmtpDelivery::delivers()
{
    const auto delivery = connection(QStringLiteral("localhost"));
    QSignalSpy spy(delivery.get(), &SmtpDelivery::delivered);
    delivery->deliver(item());
    QVERIFY(!delivery->isIdle());
    QTRY_COMPARE(spy.size(), 1);
    const RecipientResult result = resultsOf(spy).first();
    QCOMPARE(result.result, RecipientState::Delivered);
    QCOMPARE(result.reply, QStringLiteral("250 2.0.0 taken"));
    QCOMPARE(result.host, QStringLiteral("localhost[127.0.0.1]:%1").arg(m_server->port()));
    QCOMPARE(m_server->messages.size(), 1);
    QCOMPARE(m_server->messages.first().content, m_pieces.join());
    QCOMPARE(m_server->messages.first().sender, QByteArray("from@example.com"));
    QCOMPARE(m_server->messages.first().recipients, QByteArrayList{"to@example.net"});
    QTRY_VERIFY(delivery->isIdle());
}

void tst_SmtpDelivery::keepsTheConnection()
{
    const auto delivery = connection();
    int finished = 0;
    connect(delivery.get(), &SmtpDelivery::delivered, this, [&] {
        if (++finished < 50)
            delivery->deliver(item());
    });
    delivery->deliver(item());
    QTRY_COMPARE(finished, 50);
    QCOMPARE(m_server->connectionCount, 1);
    QCOMPARE(m_server->messages.size(), 50);
}

void tst_SmtpDelivery::quitsWhenIdle()
{
    m_config.timeouts.idle = std::chrono::milliseconds(50);
    const auto delivery = connection();
    QSignalSpy closed(delivery.get(), &SmtpDelivery::closed);
    QSignalSpy unreachable(delivery.get(), &SmtpDelivery::unreachable);
    delivery->deliver(item());
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(m_server->commands.last(), QByteArray("QUIT"));
    QCOMPARE(unreachable.size(), 0);
    QVERIFY(!delivery->isIdle());
}

void tst_SmtpDelivery::largeContentInPieces()
{
    useContent(cut(randomLines(6000000), 65536));
    const auto delivery = connection();
    QSignalSpy spy(delivery.get(), &SmtpDelivery::delivered);
    delivery->deliver(item());
    QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 1, 30000);
    QCOMPARE(resultsOf(spy).first().result, RecipientState::Delivered);
    QVERIFY(m_server->messages.first().content == m_pieces.join());
}

/// A hop that takes nothing for now: no more than a few pieces are read ahead.
void tst_SmtpDelivery::slowReader()
{
    QTcpServer slow;
    QVERIFY(slow.listen(QHostAddress::LocalHost));
    QTcpSocket *peer = nullptr;
    connect(&slow, &QTcpServer::newConnection, this, [&] {
        peer = slow.nextPendingConnection();
        peer->setReadBufferSize(1000);
        peer->write("220 hop\r\n");
    });
    std::atomic<int> read = 0;
    m_content = std::make_unique<ContentThread>([&read]() -> Result<ReadContent> {
        return ReadContent([&read](const QString &, int) -> Result<QByteArray> {
            ++read;
            return QByteArray(65536, 'x');
        });
    });
    m_config.timeouts.block = std::chrono::milliseconds(700);
    SmtpDelivery delivery({QStringLiteral("127.0.0.1"), slow.serverPort()}, m_config, *m_content);
    QSignalSpy spy(&delivery, &SmtpDelivery::delivered);
    DeliveryItem large = item();
    large.size = 2000LL * 65536;
    delivery.deliver(large);
    QTRY_VERIFY(peer != nullptr && peer->bytesAvailable() > 0);
    peer->readAll();
    peer->write("250-hop\r\n250 8BITMIME\r\n"); // so nothing is looked through beforehand
    for (const char *reply : {"250 ok\r\n", "250 ok\r\n", "354 go\r\n"}) {
        QTRY_VERIFY(peer->bytesAvailable() > 0);
        peer->readAll();
        peer->write(reply);
    }
    QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 1, 10000);
    QCOMPARE(resultsOf(spy).first().result, RecipientState::Deferred);
    QCOMPARE(resultsOf(spy).first().reply,
             QStringLiteral("The next hop took no more of the content for 0.7 s."));
    QVERIFY2(read < 300, qPrintable(QString::number(read))); // what the kernel's buffers took
}

void tst_SmtpDelivery::eightBitAcrossPieces_data()
{
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::addColumn<bool>("isOffered");
    QTest::addColumn<bool>("isDelivered");
    QTest::addColumn<bool>("isDeclared");
    const QByteArrayList seven{"abc\r\n", "def\r\n"};
    const QByteArrayList eight{"abc\r\n", "def\r\n", "\xe4\r\n"};
    QTest::newRow("7 bit, not offered") << seven << false << true << false;
    QTest::newRow("8 bit at the end, not offered") << eight << false << false << false;
    QTest::newRow("8 bit at the end, offered") << eight << true << true << true;
    QTest::newRow("8 bit, one piece") << QByteArrayList{"\xe4\r\n"} << true << true << true;
    QTest::newRow("7 bit, one piece") << QByteArrayList{"a\r\n"} << true << true << false;
    QTest::newRow("8 bit, one piece, not offered")
        << QByteArrayList{"\xe4\r\n"} << false << false << false;
}

void tst_SmtpDelivery::eightBitAcrossPieces()
{
    QFETCH(QByteArrayList, pieces);
    QFETCH(bool, isOffered);
    QFETCH(bool, isDelivered);
    QFETCH(bool, isDeclared);
    useContent(pieces);
    m_server->setOffers(isOffered ? QByteArrayList{"8BITMIME"} : QByteArrayList{});
    const auto delivery = connection();
    QSignalSpy spy(delivery.get(), &SmtpDelivery::delivered);
    delivery->deliver(item());
    QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(resultsOf(spy).first().result,
             isDelivered ? RecipientState::Delivered : RecipientState::Failed);
    QCOMPARE(m_server->messages.size(), isDelivered ? 1 : 0);
    if (isDelivered) {
        QCOMPARE(m_server->messages.first().content, pieces.join());
        QCOMPARE(m_server->messages.first().isEightBit, isDeclared);
    }
}

void tst_SmtpDelivery::contentEndsEarly()
{
    const auto delivery = connection();
    QSignalSpy spy(delivery.get(), &SmtpDelivery::delivered);
    QSignalSpy closed(delivery.get(), &SmtpDelivery::closed);
    DeliveryItem longer = item();
    longer.size += 1;
    delivery->deliver(longer);
    QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(resultsOf(spy).first().result, RecipientState::Deferred);
    QCOMPARE(closed.size(), 1);
    QTRY_COMPARE(m_server->open, 0);
    QCOMPARE(m_server->messages.size(), 0);
}

void tst_SmtpDelivery::contentCannotBeRead()
{
    m_content = std::make_unique<ContentThread>([]() -> Result<ReadContent> {
        return Error{ErrorKind::Unavailable, QStringLiteral("The database is gone.")};
    });
    const auto delivery = connection();
    QSignalSpy spy(delivery.get(), &SmtpDelivery::delivered);
    delivery->deliver(item());
    QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(resultsOf(spy).first().result, RecipientState::Deferred);
    QCOMPARE(resultsOf(spy).first().reply,
             QStringLiteral("The stored content could not be read: The database is gone."));
}

void tst_SmtpDelivery::refusedPort()
{
    m_server->shut();
    const auto delivery = connection();
    QSignalSpy returned(delivery.get(), &SmtpDelivery::returned);
    QSignalSpy unreachable(delivery.get(), &SmtpDelivery::unreachable);
    QSignalSpy closed(delivery.get(), &SmtpDelivery::closed);
    delivery->deliver(item());
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(returned.size(), 1);
    QCOMPARE(unreachable.size(), 1);
    QCOMPARE(unreachable.first().last().toString(),
             QStringLiteral("No connection to [127.0.0.1]:%1: Connection refused.")
                 .arg(m_server->port()));
}

void tst_SmtpDelivery::unknownName()
{
    const auto delivery = connection(QStringLiteral("no-such-host.invalid"));
    QSignalSpy unreachable(delivery.get(), &SmtpDelivery::unreachable);
    delivery->deliver(item());
    QTRY_COMPARE_WITH_TIMEOUT(unreachable.size(), 1, 35000);
    QVERIFY(unreachable.first().last().toString().startsWith(
        QLatin1String("The name no-such-host.invalid could not be looked up")));
}

void tst_SmtpDelivery::silentHop()
{
    m_server->setAnswer([](const QByteArray &command) -> std::optional<QByteArray> {
        if (command == "CONNECT")
            return QByteArray();
        return std::nullopt;
    });
    m_config.timeouts.greeting = std::chrono::milliseconds(50);
    const auto delivery = connection();
    QSignalSpy unreachable(delivery.get(), &SmtpDelivery::unreachable);
    delivery->deliver(item());
    QTRY_COMPARE(unreachable.size(), 1);
    QCOMPARE(unreachable.first().last().toString(),
             QStringLiteral("The next hop did not send the greeting within 0.05 s."));
}

void tst_SmtpDelivery::closesAtEachCommand_data()
{
    QTest::addColumn<QByteArray>("command");
    for (const char *command : {"MAIL", "RCPT", "DATA", "."})
        QTest::newRow(command) << QByteArray(command);
}

void tst_SmtpDelivery::closesAtEachCommand()
{
    QFETCH(QByteArray, command);
    m_server->setAnswer([command](const QByteArray &line) -> std::optional<QByteArray> {
        if (line.startsWith(command))
            return QByteArray("close");
        return std::nullopt;
    });
    const auto delivery = connection();
    QSignalSpy spy(delivery.get(), &SmtpDelivery::delivered);
    QSignalSpy closed(delivery.get(), &SmtpDelivery::closed);
    delivery->deliver(item());
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(resultsOf(spy).first().result, RecipientState::Deferred);
    QVERIFY(!resultsOf(spy).first().reply.isEmpty());
}

/// A hop that tired of waiting says nothing against the next message.
void tst_SmtpDelivery::staleConnectionGivesBack()
{
    int mails = 0;
    m_server->setAnswer([&mails](const QByteArray &line) -> std::optional<QByteArray> {
        if (line.startsWith("MAIL") && ++mails == 2)
            return QByteArray("421 4.4.2 idle for too long\r\n");
        return std::nullopt;
    });
    const auto delivery = connection();
    QSignalSpy spy(delivery.get(), &SmtpDelivery::delivered);
    QSignalSpy returned(delivery.get(), &SmtpDelivery::returned);
    QSignalSpy closed(delivery.get(), &SmtpDelivery::closed);
    delivery->deliver(item());
    QTRY_VERIFY(delivery->isIdle());
    delivery->deliver(item());
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(returned.size(), 1);
}

void tst_SmtpDelivery::finishEndsWhatIsUnderWay()
{
    const auto delivery = connection();
    QSignalSpy spy(delivery.get(), &SmtpDelivery::delivered);
    QSignalSpy returned(delivery.get(), &SmtpDelivery::returned);
    QSignalSpy closed(delivery.get(), &SmtpDelivery::closed);
    m_server->setAnswer([&](const QByteArray &line) -> std::optional<QByteArray> {
        if (line.startsWith("MAIL"))
            delivery->finish();
        return std::nullopt;
    });
    delivery->deliver(item());
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(resultsOf(spy).first().result, RecipientState::Delivered);
    QCOMPARE(m_server->commands.last(), QByteArray("QUIT"));

    const auto unbegun = connection();
    QSignalSpy unbegunReturned(unbegun.get(), &SmtpDelivery::returned);
    unbegun->deliver(item());
    unbegun->finish();
    QCOMPARE(unbegunReturned.size(), 1);
    QCOMPARE(returned.size(), 0);
}

void tst_SmtpDelivery::smtpSink()
{
    const QString program = QStringLiteral("/usr/sbin/smtp-sink");
    QVERIFY2(QFile::exists(program),
             "smtp-sink is not installed (package postfix); script/bootstrap installs it");
    const QTemporaryDir folder;
    QTcpServer probe; // smtp-sink cannot say which port the kernel chose
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    const quint16 port = probe.serverPort();
    probe.close();
    QProcess sink;
    QStringList arguments{QStringLiteral("-d"), folder.filePath(QStringLiteral("mail.")),
                          QStringLiteral("127.0.0.1:%1").arg(port), QStringLiteral("100")};
    if (::geteuid() == 0)
        arguments = QStringList{QStringLiteral("-u"), QStringLiteral("root")} + arguments;
    sink.start(program, arguments);
    QVERIFY(sink.waitForStarted());
    useContent(cut("Subject: sink\r\n\r\n" + randomLines(300000), 65536));
    Results results;
    const auto isDelivered = [&] {
        SmtpDelivery delivery({QStringLiteral("127.0.0.1"), port}, m_config, *m_content);
        QSignalSpy spy(&delivery, &SmtpDelivery::delivered);
        QSignalSpy closed(&delivery, &SmtpDelivery::closed);
        delivery.deliver(item());
        QDeadlineTimer deadline(5000);
        while (spy.isEmpty() && closed.isEmpty() && !deadline.hasExpired())
            spy.wait(20);
        results = resultsOf(spy);
        return !results.isEmpty();
    };
    QTRY_VERIFY(!results.isEmpty() || isDelivered()); // the sink may not listen yet
    sink.terminate();
    QVERIFY(sink.waitForFinished());
    QCOMPARE(results.first().result, RecipientState::Delivered);
    const QStringList files = QDir(folder.path()).entryList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QFile file(folder.filePath(files.first()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    // The sink writes lines with LF and puts its own lines before them.
    const QByteArray taken = file.readAll();
    QVERIFY(taken.contains(m_pieces.join().replace("\r\n", "\n")));
}

QTEST_GUILESS_MAIN(tst_SmtpDelivery)
#include "tst_SmtpDelivery.moc"
