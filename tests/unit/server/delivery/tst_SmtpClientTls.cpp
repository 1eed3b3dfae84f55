// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ClientScript.h"

#include <QTest>

using namespace postern::delivery;

namespace
{

void greet(ClientScript &script, const QByteArray &ehloReply)
{
    script.server("220 hop ESMTP\r\n");
    script.server(ehloReply);
}

} // namespace

/// STARTTLS and AUTH in the session of which they are the opening.
class tst_SmtpClientTls : public QObject
{
    Q_OBJECT

private slots:
    void encryptsAndLogsIn();
    void wordsBehindStartTls_data();
    void wordsBehindStartTls();
};

void tst_SmtpClientTls::encryptsAndLogsIn()
{
    ClientScript script(ClientTls::Demand, {"mary", "open sesame"});
    greet(script, "250-hop\r\n250 STARTTLS\r\n");
    script.server("220 ready\r\n");
    QCOMPARE(script.handshakes, 1);
    QVERIFY(!script.session().isReady());
    QCOMPARE(script.encrypted(), QByteArray("EHLO me.example.com\r\n"));
    QCOMPARE(script.encrypted(), QByteArray()); // once is enough
    QVERIFY(script.server("250-hop\r\n250 AUTH PLAIN\r\n").startsWith("AUTH PLAIN "));
    script.server("235 welcome\r\n");
    QVERIFY(script.session().isReady());
    QCOMPARE(script.begin(itemTo({"a@example.net"})),
             QByteArray("MAIL FROM:<from@example.com>\r\n"));

    ClientScript wrong(ClientTls::Already, {"mary", "open sesame"});
    greet(wrong, "250-hop\r\n250 AUTH PLAIN\r\n");
    wrong.server("535 5.7.8 no\r\n");
    QVERIFY(wrong.session().isClosed());
    QCOMPARE(wrong.closings, QStringList{QStringLiteral("535 5.7.8 no")});
}

/// CVE-2021-38371 and its like: what stands behind the answer to STARTTLS came in the clear.
void tst_SmtpClientTls::wordsBehindStartTls_data()
{
    QTest::addColumn<QByteArray>("behind");
    QTest::newRow("a whole reply") << QByteArray("250 AUTH PLAIN\r\n");
    QTest::newRow("half a reply") << QByteArray("250-ho");
}

void tst_SmtpClientTls::wordsBehindStartTls()
{
    QFETCH(QByteArray, behind);
    ClientScript script(ClientTls::May);
    greet(script, "250-hop\r\n250 STARTTLS\r\n");
    script.server("220 ready\r\n" + behind);
    QVERIFY(script.session().isClosed());
    QCOMPARE(script.closings.size(), 1);
}

QTEST_APPLESS_MAIN(tst_SmtpClientTls)
#include "tst_SmtpClientTls.moc"
