// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/EndOfDataVectors.h"
#include "tests/support/NetworkScriptPeer.h"
#include "tests/support/SmtpScript.h"
#include "tests/support/SmtpTestServer.h"

#include <QFileInfo>
#include <QtTest>

Q_DECLARE_METATYPE(postern::test::EndOfDataVector)

using namespace postern;
using namespace postern::test;

/// The scripts of tests/data/smtp over TCP, over STARTTLS and over implicit TLS: the same texts
/// that the bare session is tested with.
class tst_SmtpServer : public QObject
{
    Q_OBJECT

private slots:
    void scripts_data();
    void scripts();
    void endOfData_data();
    void endOfData();
};

namespace
{

SmtpTestServer::Options optionsFor(const SmtpScript &script, ScriptLayer layer)
{
    const smtp::SessionConfig config = script.config(layer);
    SmtpTestServer::Options options;
    if (layer == ScriptLayer::Implicit)
        options.tls = net::ListenerTls::Implicit;
    else if (!config.isTlsAvailable)
        options.tls = net::ListenerTls::None;
    options.isAuthWithoutTls = config.isAuthWithoutTls;
    options.mechanisms = config.mechanisms;
    options.limits.messageSize = config.maxMessageSize;
    options.limits.recipients = config.maxRecipients;
    options.limits.errors = config.maxErrors;
    options.settings.loginFailures = 0;
    return options;
}

const ScriptLayer allLayers[] = {ScriptLayer::Plain, ScriptLayer::StartTls, ScriptLayer::Implicit};

} // namespace

void tst_SmtpServer::scripts_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("layer");
    for (const QString &path : SmtpScript::filesIn(QStringLiteral(POSTERN_TEST_DATA "/smtp"))) {
        const SmtpScript script = SmtpScript::load(path);
        for (const ScriptLayer layer : allLayers) {
            if (!script.isBareOnly() && script.runsOn(layer)) {
                const QByteArray name =
                    QFileInfo(path).baseName().toLatin1() + ' ' + scriptLayerName(layer);
                QTest::newRow(name.constData()) << path << int(layer);
            }
        }
    }
}

void tst_SmtpServer::scripts()
{
    QFETCH(QString, path);
    QFETCH(int, layer);
    const auto kind = ScriptLayer(layer);
    const SmtpScript script = SmtpScript::load(path);
    SmtpTestServer server(optionsFor(script, kind));
    QVERIFY(server.port() != 0);
    NetworkScriptPeer peer(server.port());
    QVERIFY(peer.isConnected());
    if (kind == ScriptLayer::Implicit)
        QVERIFY(peer.startTls());
    const QString wrong = script.run(peer, kind);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong + u'\n' + QString::fromUtf8(server.logText())));
}

void tst_SmtpServer::endOfData_data()
{
    QTest::addColumn<EndOfDataVector>("vector");
    for (const EndOfDataVector &vector : endOfDataVectors())
        QTest::newRow(vector.name.constData()) << vector;
}

void tst_SmtpServer::endOfData()
{
    QFETCH(EndOfDataVector, vector);
    SmtpTestServer server({});
    NetworkScriptPeer peer(server.port());
    QCOMPARE(peer.receiveReply().left(3), QByteArray("220"));
    QVERIFY(peer.command("EHLO client.test").startsWith("250"));
    QVERIFY(peer.command("MAIL FROM:<a@there.test>").startsWith("250"));
    QVERIFY(peer.command("RCPT TO:<b@here.test>").startsWith("250"));
    QVERIFY(peer.command("DATA").startsWith("354"));
    peer.send(vector.bytes);
    if (!vector.isEnd) {
        QVERIFY(peer.receiveReply().startsWith('5'));
        QVERIFY(!peer.receiveLine());
        QVERIFY(server.stored().isEmpty());
        return;
    }
    QVERIFY(peer.receiveReply().startsWith("250"));
    QCOMPARE(server.stored().size(), 1);
    const QByteArray content = server.stored().first().content;
    QVERIFY(content.startsWith("Received: "));
    QVERIFY2(content.endsWith("\r\n" + vector.content), content.constData());
}

QTEST_GUILESS_MAIN(tst_SmtpServer)
#include "tst_SmtpServer.moc"
