// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FakeSmtpServer.h"
#include "tests/support/ServerProcess.h"
#include "tests/support/SmtpLoad.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

using namespace postern;

/// posternd under load, killed again and again: what was answered with 250 arrives, as it was sent.
/// Meanwhile somebody reads the database from outside, as a backup does.
class tst_KillRestart : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nothingAnsweredIsLost();
    void cleanupTestCase();

private:
    void onTaken();
    void killAt(const QByteArray &point, int count);
    void killAfter(qsizetype messages, int ms);
    void restart(const QStringList &environment = {});

    ServerProcess m_server;
    FakeSmtpServer m_sink;
    QProcess m_reader;
    std::unique_ptr<SmtpLoad> m_load;
    QHash<int, int> m_arrivals; ///< by number: how often
    QStringList m_damaged;
    int m_kills = 0;
};

namespace
{

constexpr int sessions = 16;
constexpr int backlog = 400; ///< accepted and not arrived: enough for every kill to hit some
constexpr int startTimeout = 30000;

/// Opens, reads, closes; ends with the test, and at the latest after five minutes. Prints how
/// often.
const QString outsideReader = QStringLiteral(R"(
import os, signal, sqlite3, sys, time
parent, reads, end = os.getppid(), 0, time.monotonic() + 300
signal.signal(signal.SIGTERM, lambda *_: (print(reads), sys.stdout.flush(), os._exit(0)))
while os.getppid() == parent and time.monotonic() < end:
    try:
        database = sqlite3.connect(f"file:{sys.argv[1]}?mode=rw", uri=True, timeout=0)
        database.execute("SELECT count(*) FROM message").fetchone()
        database.close()
        reads += 1
    except sqlite3.OperationalError:
        pass  # not there yet, or held
    time.sleep(0.02)
)");

} // namespace

void tst_KillRestart::initTestCase()
{
    const auto prepared = m_server.prepareRelay(
        QStringLiteral("127.0.0.2"), QStringLiteral("smtp://127.0.0.1:%1").arg(m_sink.port()));
    QVERIFY2(prepared.ok(), prepared.ok() ? "" : qPrintable(prepared.error().text));
    connect(&m_sink, &FakeSmtpServer::taken, this, &tst_KillRestart::onTaken);
    m_load = std::make_unique<SmtpLoad>(sessions, QHostAddress(QStringLiteral("127.0.0.2")));
    m_load->setMayBegin([this] { return m_load->accepted.size() - m_arrivals.size() < backlog; });
    m_reader.start(QStringLiteral("python3"),
                   {QStringLiteral("-c"), outsideReader,
                    m_server.dataFolder() + QStringLiteral("/postern.db")});
    QVERIFY2(m_reader.waitForStarted(), qPrintable(m_reader.errorString()));
}

void tst_KillRestart::cleanupTestCase()
{
    m_reader.terminate();
    QVERIFY(m_reader.waitForFinished());
    const int reads = m_reader.readAllStandardOutput().trimmed().toInt();
    QVERIFY2(reads > 100, m_reader.readAllStandardError().constData());
}

void tst_KillRestart::onTaken()
{
    for (const TakenMessage &message : std::as_const(m_sink.messages)) {
        qsizetype begin = 0;
        const int number = SmtpLoad::numberOf(message.content, &begin);
        const bool isWhole = number >= 0 && number < m_load->begun
                             && message.content.mid(begin) == SmtpLoad::content(number)
                             && (begin == 0 || message.content.startsWith("Received: "));
        if (!isWhole)
            m_damaged.append(QString::number(number));
        ++m_arrivals[number];
    }
    m_sink.messages.clear();
}

void tst_KillRestart::restart(const QStringList &environment)
{
    m_server.start(environment);
    QTRY_VERIFY2_WITH_TIMEOUT(m_server.isUp(), m_server.log().constData(), startTimeout);
    m_load->setPort(m_server.port(QStringLiteral("relay")));
}

/// The server kills itself at its `count`th passage of a named point.
void tst_KillRestart::killAt(const QByteArray &point, int count)
{
    m_server.start({QStringLiteral("POSTERN_KILL_AT=") + QString::fromLatin1(point),
                    QStringLiteral("POSTERN_KILL_COUNT=%1").arg(count)});
    // What waits from before may lead it there before it listens.
    QTRY_VERIFY2_WITH_TIMEOUT(m_server.isUp() || !m_server.isRunning(), m_server.log().constData(),
                              startTimeout);
    m_load->setPort(m_server.port(QStringLiteral("relay")));
    QTRY_VERIFY2_WITH_TIMEOUT(!m_server.isRunning(), point.constData(), startTimeout);
    QVERIFY2(m_server.wasKilled(), m_server.log().constData());
    m_load->setPort(0);
    ++m_kills;
}

/// At a moment of no meaning: some milliseconds after some more messages.
void tst_KillRestart::killAfter(qsizetype messages, int ms)
{
    restart();
    const qsizetype goal = m_load->accepted.size() + messages;
    QTRY_VERIFY2_WITH_TIMEOUT(m_load->accepted.size() >= goal, m_load->lastError.constData(),
                              startTimeout);
    QTest::qWait(ms);
    m_server.kill();
    QVERIFY2(m_server.wasKilled(), m_server.log().constData());
    m_load->setPort(0);
    ++m_kills;
}

void tst_KillRestart::nothingAnsweredIsLost()
{
    auto *random = QRandomGenerator::global();
    for (int round = 0; round < 3; ++round) {
        for (const char *point :
             {"after-chunk", "before-commit", "after-commit", "after-next-hop"}) {
            killAt(point, 1 + static_cast<int>(random->bounded(round * 8 + 1)));
            if (QTest::currentTestFailed())
                return;
            killAfter(random->bounded(60), random->bounded(30));
            if (QTest::currentTestFailed())
                return;
        }
    }
    restart();
    m_load->stop();
    const auto missing = [this] {
        return m_load->accepted - QSet<int>(m_arrivals.keyBegin(), m_arrivals.keyEnd());
    };
    QTRY_VERIFY2_WITH_TIMEOUT(
        missing().isEmpty(), qPrintable(QStringLiteral("%1 missing").arg(missing().size())), 60000);
    m_server.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(!m_server.isRunning(), startTimeout);
    QCOMPARE(m_damaged, QStringList());
    QVERIFY(m_kills >= 20);
    qsizetype duplicates = 0;
    for (const int count : std::as_const(m_arrivals))
        duplicates += count - 1;
    qInfo("%d kills, %lld messages answered with 250, none missing, %lld arrived besides, "
          "%lld duplicates",
          m_kills, static_cast<long long>(m_load->accepted.size()),
          static_cast<long long>(m_arrivals.size() - m_load->accepted.size()),
          static_cast<long long>(duplicates));
}

QTEST_GUILESS_MAIN(tst_KillRestart)
#include "tst_KillRestart.moc"
