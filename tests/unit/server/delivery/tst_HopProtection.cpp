// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/SmtpDelivery.h"
#include "tests/support/FakeSmtpServer.h"
#include "tests/support/TestCertificate.h"

#include <QSignalSpy>
#include <QSslConfiguration>
#include <QTest>

using namespace postern;
using namespace postern::delivery;
using postern::test::TestCertificate;

namespace
{

const ClientLogin mary{"mary", "open sesame"};

} // namespace

/// TLS and a login on the way to a next hop, over real sockets: what is sent to whom, and what is
/// not.
class tst_HopProtection : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void encryptsWhereItIsOffered_data();
    void encryptsWhereItIsOffered();
    void goesWithoutWhereTheHandshakeFails();
    void waitsWhereEncryptionIsDemanded_data();
    void waitsWhereEncryptionIsDemanded();
    void looksAtTheCertificate_data();
    void looksAtTheCertificate();
    void logsInAfterTls();
    void saysNothingToAStranger();
    void aRefusedLoginDefersTheMail();
    void aHandshakeThatNeverEnds();

private:
    struct Outcome
    {
        QList<RecipientResult> results; ///< of the message
        QString unreachable;            ///< why it never came that far
    };
    [[nodiscard]] SmtpTarget target(RouteTls tls,
                                    const QString &host = QStringLiteral("127.0.0.1"));
    [[nodiscard]] Outcome deliver(const SmtpTarget &target);

    TestCertificate m_own;   ///< for localhost, signed by itself alone
    TestCertificate m_known; ///< for localhost, of a known authority
    std::unique_ptr<FakeSmtpServer> m_server;
    ClientConfig m_config;
};

void tst_HopProtection::initTestCase()
{
    m_own = TestCertificate::make(QStringLiteral("localhost"));
    m_known = TestCertificate::make(QStringLiteral("localhost"));
    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    trusting.setCaCertificates({m_known.certificate});
    QSslConfiguration::setDefaultConfiguration(trusting);
}

void tst_HopProtection::init()
{
    m_server = std::make_unique<FakeSmtpServer>();
    m_server->setOffers({"STARTTLS", "AUTH PLAIN"});
    m_server->setCertificate(m_own.certificate, m_own.key);
    m_config = ClientConfig{"me.example.com", {}};
}

SmtpTarget tst_HopProtection::target(RouteTls tls, const QString &host)
{
    SmtpTarget target;
    target.host = host;
    target.port = m_server->port();
    target.tls = tls;
    return target;
}

tst_HopProtection::Outcome tst_HopProtection::deliver(const SmtpTarget &target)
{
    const QByteArray bytes = "Subject: x\r\n\r\nhello\r\n";
    ContentThread content([bytes]() -> Result<ReadContent> {
        return ReadContent([bytes](const QString &, int sequence) -> Result<QByteArray> {
            return sequence == 0 ? bytes : QByteArray();
        });
    });
    SmtpDelivery delivery(target, m_config, content);
    Outcome outcome;
    bool isOver = false;
    connect(&delivery, &SmtpDelivery::delivered, this,
            [&](const DeliveryItem &, const QList<RecipientResult> &results) {
                outcome.results = results;
                isOver = true;
            });
    connect(&delivery, &SmtpDelivery::unreachable, this,
            [&](const QString &, const QString &reply) {
                outcome.unreachable = reply;
                isOver = true;
            });
    delivery.deliver({QStringLiteral("4711"),
                      "from@example.com",
                      false,
                      bytes.size(),
                      {{QStringLiteral("1"), "to@example.net"}}});
    (void)QTest::qWaitFor([&] { return isOver; }, 30000);
    return outcome;
}

void tst_HopProtection::encryptsWhereItIsOffered_data()
{
    QTest::addColumn<RouteTls>("tls");
    QTest::addColumn<bool>("isImplicit");
    QTest::addColumn<bool>("isEncrypted");
    QTest::newRow("none") << RouteTls::None << false << false;
    QTest::newRow("may") << RouteTls::May << false << true;
    QTest::newRow("encrypt") << RouteTls::Encrypt << false << true;
    QTest::newRow("from the first byte") << RouteTls::Encrypt << true << true;
}

void tst_HopProtection::encryptsWhereItIsOffered()
{
    QFETCH(RouteTls, tls);
    QFETCH(bool, isImplicit);
    QFETCH(bool, isEncrypted);
    SmtpTarget hop = target(tls);
    hop.isImplicitTls = isImplicit;
    m_server->setCertificate(m_own.certificate, m_own.key, isImplicit);
    const Outcome outcome = deliver(hop);
    QVERIFY2(outcome.unreachable.isEmpty(), qPrintable(outcome.unreachable));
    QCOMPARE(outcome.results.size(), 1);
    QCOMPARE(outcome.results.first().result, RecipientState::Delivered);
    QCOMPARE(outcome.results.first().tls.startsWith(QStringLiteral("TLSv1.3 TLS_")), isEncrypted);
    QCOMPARE(m_server->messages.first().content, QByteArray("Subject: x\r\n\r\nhello\r\n"));
    QCOMPARE(m_server->commands.count("EHLO me.example.com"), isEncrypted && !isImplicit ? 2 : 1);
}

void tst_HopProtection::goesWithoutWhereTheHandshakeFails()
{
    m_server->setCertificate(QSslCertificate(),
                             QSslKey()); // nothing to show: every handshake fails
    const Outcome outcome = deliver(target(RouteTls::May));
    QCOMPARE(outcome.results.size(), 1);
    QCOMPARE(outcome.results.first().result, RecipientState::Delivered);
    QCOMPARE(outcome.results.first().tls, QString());
    QCOMPARE(m_server->connectionCount, 2);
    QCOMPARE(m_server->messages.size(), 1);
}

void tst_HopProtection::waitsWhereEncryptionIsDemanded_data()
{
    QTest::addColumn<RouteTls>("tls");
    QTest::addColumn<bool>("isOffered");
    for (const RouteTls tls : {RouteTls::Encrypt, RouteTls::Verify}) {
        QTest::addRow("%s, not offered", qPrintable(routeTlsName(tls))) << tls << false;
        QTest::addRow("%s, broken", qPrintable(routeTlsName(tls))) << tls << true;
    }
}

void tst_HopProtection::waitsWhereEncryptionIsDemanded()
{
    QFETCH(RouteTls, tls);
    QFETCH(bool, isOffered);
    m_server->setOffers(isOffered ? QByteArrayList{"STARTTLS"} : QByteArrayList{});
    m_server->setCertificate(QSslCertificate(), QSslKey());
    const Outcome outcome = deliver(target(tls));
    QVERIFY(outcome.results.isEmpty());
    QVERIFY2(outcome.unreachable.endsWith(QStringLiteral("nothing was sent.")),
             qPrintable(outcome.unreachable));
    QCOMPARE(m_server->connectionCount, 1);
    QVERIFY(!m_server->commands.join('\n').contains("MAIL"));
}

void tst_HopProtection::looksAtTheCertificate_data()
{
    QTest::addColumn<bool>("isKnown");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("fingerprint"); // "own", "other" or none
    QTest::addColumn<bool>("isTrusted");
    const QString name = QStringLiteral("localhost");
    const QString address = QStringLiteral("127.0.0.1");
    QTest::newRow("known authority, right name") << true << name << "" << true;
    QTest::newRow("known authority, another name") << true << address << "" << false;
    QTest::newRow("signed by itself") << false << name << "" << false;
    QTest::newRow("signed by itself, with its fingerprint") << false << address << "own" << true;
    QTest::newRow("another fingerprint") << false << name << "other" << false;
    QTest::newRow("known authority, another fingerprint") << true << name << "other" << false;
}

void tst_HopProtection::looksAtTheCertificate()
{
    QFETCH(bool, isKnown);
    QFETCH(QString, host);
    QFETCH(QString, fingerprint);
    QFETCH(bool, isTrusted);
    const TestCertificate &shown = isKnown ? m_known : m_own;
    m_server->setCertificate(shown.certificate, shown.key);
    SmtpTarget hop = target(RouteTls::Verify, host);
    if (fingerprint == QStringLiteral("own"))
        hop.fingerprint = QString::fromLatin1(m_own.fingerprint().toHex());
    else if (fingerprint == QStringLiteral("other"))
        hop.fingerprint = QString(64, u'a');
    const Outcome outcome = deliver(hop);
    QCOMPARE(m_server->messages.size(), isTrusted ? 1 : 0);
    if (isTrusted) {
        QVERIFY(outcome.results.first().tls.startsWith(QStringLiteral("TLSv1.3 ")));
        return;
    }
    QVERIFY2(outcome.unreachable.startsWith(QStringLiteral("TLS with ")),
             qPrintable(outcome.unreachable));
    QVERIFY(!m_server->commands.join('\n').contains("MAIL"));
}

void tst_HopProtection::logsInAfterTls()
{
    m_server->setCertificate(m_known.certificate, m_known.key);
    m_server->setAnswer([](const QByteArray &command) -> std::optional<QByteArray> {
        if (command.startsWith("AUTH"))
            return QByteArray("235 2.7.0 welcome\r\n");
        return std::nullopt;
    });
    SmtpTarget hop = target(RouteTls::Verify, QStringLiteral("localhost"));
    hop.login = mary;
    const Outcome outcome = deliver(hop);
    QVERIFY2(outcome.unreachable.isEmpty(), qPrintable(outcome.unreachable));
    QCOMPARE(m_server->messages.size(), 1);
    const qsizetype starttls = m_server->commands.indexOf("STARTTLS");
    const qsizetype auth = m_server->commands.indexOf("AUTH PLAIN AG1hcnkAb3BlbiBzZXNhbWU=");
    QVERIFY(starttls >= 0 && auth > starttls);
}

/// The password goes to nobody whose certificate is not as wanted, and over no plain connection.
void tst_HopProtection::saysNothingToAStranger()
{
    for (const bool isOffered : {true, false}) {
        m_server->setOffers(isOffered ? QByteArrayList{"STARTTLS", "AUTH PLAIN"}
                                      : QByteArrayList{"AUTH PLAIN"});
        SmtpTarget hop = target(RouteTls::Verify, QStringLiteral("localhost"));
        hop.login = mary;
        QVERIFY(!deliver(hop).unreachable.isEmpty());
        hop.tls = RouteTls::None;
        QVERIFY(!deliver(hop).unreachable.isEmpty());
    }
    QVERIFY(!m_server->commands.join('\n').contains("AUTH"));
}

void tst_HopProtection::aRefusedLoginDefersTheMail()
{
    m_server->setCertificate(m_known.certificate, m_known.key);
    m_server->setAnswer([](const QByteArray &command) -> std::optional<QByteArray> {
        if (command.startsWith("AUTH"))
            return QByteArray("535 5.7.8 wrong\r\n");
        return std::nullopt;
    });
    SmtpTarget hop = target(RouteTls::Verify, QStringLiteral("localhost"));
    hop.login = mary;
    QCOMPARE(deliver(hop).unreachable, QStringLiteral("535 5.7.8 wrong"));
    QVERIFY(m_server->messages.isEmpty());
}

void tst_HopProtection::aHandshakeThatNeverEnds()
{
    m_server->setAnswer([](const QByteArray &command) -> std::optional<QByteArray> {
        if (command == "CONNECT")
            return QByteArray(); // silent from the first byte on
        return std::nullopt;
    });
    m_config.timeouts.connect = std::chrono::milliseconds(300);
    SmtpTarget hop = target(RouteTls::Encrypt);
    hop.isImplicitTls = true;
    const QString why = deliver(hop).unreachable;
    QVERIFY2(why.contains(QStringLiteral("it was not done within 0.3 s")), qPrintable(why));
}

QTEST_GUILESS_MAIN(tst_HopProtection)
#include "tst_HopProtection.moc"
