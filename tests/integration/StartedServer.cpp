// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/StartedServer.h"

#include "tests/support/GoldenText.h"
#include "tests/support/OtherUser.h"

#include <QFile>
#include <QRegularExpression>
#include <QtTest>

#include <unistd.h>

namespace postern::test
{

QString StartedServer::write(const QByteArray &extra) const
{
    const QString file = path(QStringLiteral("postern.toml"));
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return {};
    out.write("data_dir = \"" + data().toUtf8() + "\"\n");
    out.write(extra.contains("[control]") ? "" : "control.listen = \"127.0.0.1:0\"\n");
    if (!extra.contains("[[listener]]"))
        out.write(extra + "\n[[listener]]\nname = \"relay\"\naddress = \"127.0.0.1:0\"\n");
    else
        out.write(extra);
    return file;
}

StartedServer::Program StartedServer::run(const QStringList &arguments) const
{
    auto program = std::make_unique<QProcess>();
    program->start(QStringLiteral(POSTERN_BINARY_DIR "/bin/posternd"), arguments);
    return program;
}

StartedServer::Program StartedServer::run(QStringList wrapper, const QStringList &arguments) const
{
    auto program = std::make_unique<QProcess>();
    const QString first = wrapper.takeFirst();
    program->start(first, wrapper + QStringList{QStringLiteral(POSTERN_BINARY_DIR "/bin/posternd")}
                              + arguments);
    return program;
}

StartedServer::Program StartedServer::runUp(const QStringList &arguments) const
{
    Program program = run(arguments);
    const QString ports = data() + QStringLiteral("/ports.json");
    const bool isUp = QTest::qWaitFor([&] { return QFile::exists(ports); }, patienceMs);
    return isUp ? std::move(program) : nullptr;
}

void StartedServer::refuses(const QStringList &arguments, const QString &port, qint64 pid) const
{
    const Program program = run(arguments);
    refuses(*program, port, pid);
}

QString StartedServer::golden()
{
    return goldenSentence(QStringLiteral("start/errors.ref"),
                          QString::fromLatin1(QTest::currentTestFunction()));
}

QString StartedServer::lastWords(QProcess &program) const
{
    QString said = QString::fromUtf8(program.readAllStandardError()).trimmed();
    said = said.mid(said.lastIndexOf(u'\n') + 1);
    said.replace(folder(), QStringLiteral("FOLDER"));
    said.replace(QStringLiteral("(" POSTERN_VERSION ")"), QStringLiteral("(VERSION)"));
    const auto replace = [&said](const char *pattern, const char *words) {
        said.replace(QRegularExpression(QString::fromLatin1(pattern)), QString::fromLatin1(words));
    };
    replace("up to version \\d+", "up to version N");
    replace("of its \\d+ bytes", "of its N bytes");
    replace("([^ ]+ \\()?uid \\d+\\)?", "USER (uid N)");
    replace("chown -R [^ :]+:", "chown -R USER:");
    return said;
}

void StartedServer::refuses(QProcess &program, const QString &port, qint64 pid) const
{
    QVERIFY(program.waitForFinished(patienceMs));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QString said = lastWords(program);
    QVERIFY2(program.exitCode() == 1, qPrintable(said));
    if (!port.isEmpty())
        said.replace(port, QStringLiteral("PORT"));
    if (pid != 0)
        said.replace(QStringLiteral("pid %1").arg(pid), QStringLiteral("pid PID"));
    QCOMPARE(said, golden());
}

QStringList StartedServer::asNobodyWith(const QString &script, const QString &mounts) const
{
    const QString built = QStringLiteral(POSTERN_BINARY_DIR "/bin/posternd");
    const QStringList shell{QStringLiteral("sh"), QStringLiteral("-c")};
    if (::geteuid() != 0 && mounts.isEmpty())
        return shell + QStringList{script, built, data()};
    if (::geteuid() != 0) {
        // The root of one namespace mounts; in another inside of it that is an ordinary user.
        const QString start = QStringLiteral(" && exec unshare -U --map-user=1000 "
                                             "--map-group=1000 \"$0\" --data-dir \"$1\"");
        return inOwnMounts(mounts + start) + QStringList{built, data()};
    }
    const QStringList nobody = asNobody();
    // The tree that it was built in may be closed to others.
    const QString program = path(QStringLiteral("posternd"));
    const bool isReady = !nobody.isEmpty()
                         && QFile::setPermissions(folder(), QFileDevice::Permissions(0x7777))
                         && QFile::copy(built, program)
                         && QFile::setPermissions(program, QFileDevice::Permissions(0x5555));
    return isReady ? nobody + shell + QStringList{script, program, data()} : QStringList();
}

void StartedServer::refusesAsNobody(const QString &script, const QString &mounts) const
{
    QStringList command = asNobodyWith(script, mounts);
    QVERIFY2(!command.isEmpty(), needsAnotherUser);
    QProcess server;
    const QString first = command.takeFirst();
    server.start(first, command);
    refuses(server);
}

QStringList StartedServer::inOwnMounts(const QString &script)
{
    QStringList command{QStringLiteral("unshare"),
                        ::geteuid() == 0 ? QStringLiteral("-m") : QStringLiteral("-rm")};
    return command << QStringLiteral("sh") << QStringLiteral("-c") << script;
}

} // namespace postern::test
