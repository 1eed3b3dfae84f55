// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/StartedServer.h"
#include "tests/support/GoldenText.h"

#include <QFile>
#include <QtTest>

using postern::test::GoldenText;
using postern::test::StartedServer;

/// What posternd and its setup say of a wrong command line, and what they end with:
/// tests/data/start/options.ref.
class tst_StartOptions : public QObject
{
    Q_OBJECT

private slots:
    void wrongOptions();
};

void tst_StartOptions::wrongOptions()
{
    const StartedServer server;
    const QString file = server.path(QStringLiteral("new.toml"));
    const QString config = QStringLiteral(" --config ") + file;
    QFile existing(server.path(QStringLiteral("old.toml")));
    QVERIFY(existing.open(QIODevice::WriteOnly));
    const QStringList lines{
        QStringLiteral("--nonsense"),
        QStringLiteral("--data-dir"),
        QStringLiteral("--config"),
        QStringLiteral("--data-dir /tmp/x --data-dir /tmp/y"),
        QStringLiteral("setup --hostname a --hostname b") + config,
        QStringLiteral("start"),
        QStringLiteral("--data-dir /tmp/x --listen 127.0.0.1:25"),
        QStringLiteral("--config /no/such/file.toml"),
        QStringLiteral("setup --nonsense"),
        QStringLiteral("setup --listen"),
        QStringLiteral("setup --listen 25") + config,
        QStringLiteral("setup --listen localhost:25") + config,
        QStringLiteral("setup --control-listen 127.0.0.1:99999") + config,
        QStringLiteral("setup --hostname a_b") + config,
        QStringLiteral("setup --config ") + existing.fileName(),
        QStringLiteral("setup --config /dev/null/postern.toml"),
        QStringLiteral(
            "setup --listen 127.0.0.1:2600 --control-listen 127.0.0.1:2600 --hostname mx")
            + config,
        QStringLiteral("setup --listen 127.0.0.1:1 --control-listen 127.0.0.1:3 --hostname mx")
            + config,
    };
    GoldenText said(QStringLiteral("start/options.ref"));
    for (const QString &line : lines) {
        const StartedServer::Program program = server.run(line.split(u' '));
        program->closeWriteChannel();
        QVERIFY2(program->waitForFinished(StartedServer::patienceMs), qPrintable(line));
        QCOMPARE(program->exitStatus(), QProcess::NormalExit);
        QString words = QString::fromUtf8(program->readAllStandardError()).trimmed();
        words.replace(u'\n', u' ').replace(server.folder(), QStringLiteral("FOLDER"));
        said.add(QStringLiteral("%1: %2 [ends with %3]")
                     .arg(QString(line).replace(server.folder(), QStringLiteral("FOLDER")), words)
                     .arg(program->exitCode()));
    }
    QCOMPARE(said.difference(), QString());
    QVERIFY(QFile::exists(file));
}

QTEST_GUILESS_MAIN(tst_StartOptions)
#include "tst_StartOptions.moc"
