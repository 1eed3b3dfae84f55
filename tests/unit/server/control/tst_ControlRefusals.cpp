// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ControlFixture.h"

#include "shared/control/Catalogue.h"
#include "tests/support/GoldenText.h"

#include <QFile>
#include <QTest>
#include <QTextStream>

using namespace postern;
using namespace postern::test;

// Each line of tests/data/control/refusals.txt: who asks | what is sent | what is answered. The
// answers are read as prose by people; this test holds them.
class tst_ControlRefusals : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_fixture.reset(); }
    void isAnsweredInWords_data();
    void isAnsweredInWords();
    void aLineTooLongIsAnsweredAndCloses_data();
    void aLineTooLongIsAnsweredAndCloses();
    void everyMethodButFourNeedsALogin();

private:
    [[nodiscard]] ControlClient &asking(const QString &who);

    std::unique_ptr<ControlFixture> m_fixture;
    std::unique_ptr<ControlClient> m_auditor;
    std::unique_ptr<ControlClient> m_operator;
    std::unique_ptr<ControlClient> m_stranger;
};

void tst_ControlRefusals::initTestCase()
{
    m_fixture = std::make_unique<ControlFixture>();
    const auto started = m_fixture->start();
    QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().text));
    m_auditor = m_fixture->as(QStringLiteral("anna"), Role::Auditor);
    m_operator = m_fixture->as(QStringLiteral("bert"), Role::Operator);
}

ControlClient &tst_ControlRefusals::asking(const QString &who)
{
    if (who == QLatin1String("auditor"))
        return *m_auditor;
    if (who == QLatin1String("operator"))
        return *m_operator;
    if (who == QLatin1String("local"))
        return m_fixture->local();
    if (!m_stranger || !m_stranger->isOpen())
        m_stranger = m_fixture->connection();
    return *m_stranger;
}

void tst_ControlRefusals::isAnsweredInWords_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("answered");
    QFile file(QStringLiteral(POSTERN_TEST_DATA "/control/refusals.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines =
        QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    int number = 0;
    for (const QString &line : lines) {
        ++number;
        if (line.startsWith(QLatin1Char('#')))
            continue;
        const QStringList parts = line.split(QStringLiteral(" | "));
        QVERIFY2(parts.size() == 3, qPrintable(line));
        QTest::newRow(qPrintable(QStringLiteral("%1: %2").arg(number).arg(parts.at(1).left(40))))
            << parts.at(0) << parts.at(1) << parts.at(2);
    }
}

void tst_ControlRefusals::isAnsweredInWords()
{
    QFETCH(QString, who);
    QFETCH(QString, sent);
    QFETCH(QString, answered);
    // "method {params}" stands for a whole request.
    const QString name = sent.section(QLatin1Char(' '), 0, 0);
    const bool isShort = !sent.startsWith(QLatin1Char('{')) && sent.endsWith(QLatin1Char('}'));
    const QString line =
        isShort ? QStringLiteral("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%1\",\"params\":%2}")
                      .arg(name, sent.mid(name.size() + 1))
                : sent;
    const control::Answer answer = asking(who).exchange(line.toUtf8());
    QVERIFY(!answer.result.ok());
    const Error &error = answer.result.error();
    const QString kind = errorKindName(error.kind);
    const QString code = error.data.value(QStringLiteral("code")).toString();
    QCOMPARE(QStringLiteral("%1 %2: %3")
                 .arg(static_cast<int>(answer.code))
                 .arg(code.isEmpty() ? kind : kind + QLatin1Char(' ') + code, error.text),
             answered);
    QVERIFY(asking(who).isOpen());
}

void tst_ControlRefusals::aLineTooLongIsAnsweredAndCloses_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<QString>("text");
    QTest::newRow("before a login") << "nobody" << control::lineLimitBeforeLogin + 1
                                    << goldenSentence(QStringLiteral("control/closings.ref"),
                                                      QStringLiteral("lineTooLongBeforeALogin"));
    QTest::newRow("after it") << "operator" << control::lineLimitAfterLogin + 1
                              << goldenSentence(QStringLiteral("control/closings.ref"),
                                                QStringLiteral("lineTooLongAfterALogin"));
}

void tst_ControlRefusals::aLineTooLongIsAnsweredAndCloses()
{
    QFETCH(QString, who);
    QFETCH(qsizetype, size);
    QFETCH(QString, text);
    ControlClient &client = asking(who);
    const control::Answer answer = client.exchange(QByteArray(size, ' '));
    QVERIFY(!answer.result.ok());
    QCOMPARE(answer.result.error().text, text);
    QVERIFY(client.waitForClose());
}

void tst_ControlRefusals::everyMethodButFourNeedsALogin()
{
    ControlClient &client = asking(QStringLiteral("nobody"));
    QStringList open;
    for (const control::MethodSpec &method : control::catalogue()) {
        const auto result = client.call(method.name.toString());
        QVERIFY(!result.ok());
        if (result.error().kind != ErrorKind::Unauthorized)
            open.append(method.name.toString());
    }
    QCOMPARE(open, (QStringList{QStringLiteral("hello"), QStringLiteral("login"),
                                QStringLiteral("login.resume"), QStringLiteral("pair.redeem")}));
}

QTEST_GUILESS_MAIN(tst_ControlRefusals)
#include "tst_ControlRefusals.moc"
