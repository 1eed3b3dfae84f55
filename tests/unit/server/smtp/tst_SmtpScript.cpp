// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/BareScriptPeer.h"
#include "tests/support/SmtpScript.h"

#include <QFileInfo>
#include <QTest>

using namespace postern::test;

/// Every script against the bare session: whole, byte by byte, and cut at every position.
class tst_SmtpScript : public QObject
{
    Q_OBJECT

private slots:
    void plays_data();
    void plays();
};

void tst_SmtpScript::plays_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<ScriptLayer>("layer");
    const QList<QString> files = SmtpScript::filesIn(QStringLiteral(POSTERN_TEST_DATA "/smtp"));
    QVERIFY(files.size() >= 15);
    for (const QString &path : files) {
        const SmtpScript script = SmtpScript::load(path);
        for (const auto layer :
             {ScriptLayer::Plain, ScriptLayer::StartTls, ScriptLayer::Implicit}) {
            if (script.runsOn(layer))
                QTest::addRow("%s, %s", qPrintable(QFileInfo(path).baseName()),
                              scriptLayerName(layer).constData())
                    << path << layer;
        }
    }
}

void tst_SmtpScript::plays()
{
    QFETCH(QString, path);
    QFETCH(ScriptLayer, layer);
    const SmtpScript script = SmtpScript::load(path);

    BareScriptPeer whole(script.config(layer));
    QCOMPARE(script.run(whole, layer, &whole), QString());

    BareScriptPeer slow(script.config(layer));
    slow.setByteByByte();
    QCOMPARE(script.run(slow, layer, &slow), QString());

    // Every position on one layer; on the others, and in long repetitions, cuts are much alike.
    const bool isFirst = layer == ScriptLayer::Plain || !script.runsOn(ScriptLayer::Plain);
    const qsizetype step = isFirst && whole.sentBytes() < 2000 ? 1 : 1 + whole.sentBytes() / 50;
    for (qsizetype cut = 1; cut < whole.sentBytes(); cut += step) {
        BareScriptPeer peer(script.config(layer));
        peer.setCut(cut);
        const QString problem = script.run(peer, layer, &peer);
        QVERIFY2(problem.isEmpty(),
                 qPrintable(QStringLiteral("cut at %1: %2").arg(cut).arg(problem)));
    }
}

QTEST_APPLESS_MAIN(tst_SmtpScript)
#include "tst_SmtpScript.moc"
