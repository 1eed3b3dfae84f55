// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/GoldenText.h"
#include "tests/support/OtherUser.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

/// posternd as a person or a service manager starts it: what it says when it cannot, and that it
/// can whatever was left behind. The sentences stand in tests/data/start/errors.ref.
class tst_ServerStart : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void startsWithADataFolderAlone();
    void startsAfterAKill();
    void startsWithoutItsLog();
    void endsCleanlyWhenAsked();
    void reloadsOnHangup();
    void portInUse();
    void controlPortInUse();
    void openDataFolder();
    void dataFolderThatIsAFile();
    void dataFolderThatCannotBeMade();
    void dataFolderThatCannotBeWritten();
    void dataFolderOfAnotherUser();
    void dataFolderOnAReadOnlyMount();
    void dataFolderInUse();
    void truncatedDatabase();
    void newerSchema();
    void unknownKey();
    void badValue();
    void badHostname();
    void passwordThatEveryoneMayRead();
    void missingCertificate();
    void nothingGiven();

private:
    using Program = std::unique_ptr<QProcess>;

    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] QString data() const { return path(QStringLiteral("data")); }
    [[nodiscard]] QString write(const QByteArray &extra) const;
    [[nodiscard]] Program run(const QStringList &arguments) const;
    /// The same under another program: its name and arguments come before posternd's.
    [[nodiscard]] Program run(QStringList wrapper, const QStringList &arguments) const;
    [[nodiscard]] Program runUp(const QStringList &arguments) const;
    /// Runs, and compares the last line of stderr with the golden one of the test's name.
    void refuses(const QStringList &arguments, const QString &port = {}, qint64 pid = 0) const;
    void refuses(QProcess &program, const QString &port = {}, qint64 pid = 0) const;

    void runAsNobody(const QString &script);

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace
{

constexpr int patienceMs = 15000;

QString golden(const QString &name)
{
    return postern::test::goldenSentence(QStringLiteral("start/errors.ref"), name);
}

/// A shell's script in a mount namespace of its own, as the root of it.
QStringList inOwnMounts(const QString &script)
{
    QStringList command{QStringLiteral("unshare"),
                        ::geteuid() == 0 ? QStringLiteral("-m") : QStringLiteral("-rm")};
    return command << QStringLiteral("sh") << QStringLiteral("-c") << script;
}

} // namespace

void tst_ServerStart::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QString tst_ServerStart::write(const QByteArray &extra) const
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

tst_ServerStart::Program tst_ServerStart::run(const QStringList &arguments) const
{
    auto program = std::make_unique<QProcess>();
    program->start(QStringLiteral(POSTERN_BINARY_DIR "/bin/posternd"), arguments);
    return program;
}

tst_ServerStart::Program tst_ServerStart::run(QStringList wrapper,
                                              const QStringList &arguments) const
{
    auto program = std::make_unique<QProcess>();
    const QString first = wrapper.takeFirst();
    program->start(first, wrapper + QStringList{QStringLiteral(POSTERN_BINARY_DIR "/bin/posternd")}
                              + arguments);
    return program;
}

tst_ServerStart::Program tst_ServerStart::runUp(const QStringList &arguments) const
{
    Program program = run(arguments);
    const QString ports = data() + QStringLiteral("/ports.json");
    const bool isUp = QTest::qWaitFor([&] { return QFile::exists(ports); }, patienceMs);
    return isUp ? std::move(program) : nullptr;
}

void tst_ServerStart::refuses(const QStringList &arguments, const QString &port, qint64 pid) const
{
    const Program program = run(arguments);
    refuses(*program, port, pid);
}

void tst_ServerStart::refuses(QProcess &program, const QString &port, qint64 pid) const
{
    QVERIFY(program.waitForFinished(patienceMs));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QString said = QString::fromUtf8(program.readAllStandardError()).trimmed();
    QVERIFY2(program.exitCode() == 1, qPrintable(said));
    said = said.mid(said.lastIndexOf(u'\n') + 1);
    said.replace(m_folder->path(), QStringLiteral("FOLDER"));
    said.replace(QStringLiteral("(" POSTERN_VERSION ")"), QStringLiteral("(VERSION)"));
    said.replace(QRegularExpression(QStringLiteral("up to version \\d+")),
                 QStringLiteral("up to version N"));
    said.replace(QRegularExpression(QStringLiteral("uid \\d+")), QStringLiteral("uid N"));
    if (!port.isEmpty())
        said.replace(port, QStringLiteral("PORT"));
    if (pid != 0)
        said.replace(QStringLiteral("pid %1").arg(pid), QStringLiteral("pid PID"));
    QCOMPARE(said, golden(QString::fromLatin1(QTest::currentTestFunction())));
}

void tst_ServerStart::startsWithADataFolderAlone()
{
    // Its ports are fixed; two such tests at a time would meet on them, so they come from a file.
    const Program server = runUp({QStringLiteral("--config"), write({})});
    QVERIFY(server);
    struct stat info = {};
    QCOMPARE(::stat(QFile::encodeName(data()).constData(), &info), 0);
    QCOMPARE(info.st_mode & 07777, mode_t(0700));
    QFile ports(data() + QStringLiteral("/ports.json"));
    QVERIFY(ports.open(QIODevice::ReadOnly));
    const QJsonObject object = QJsonDocument::fromJson(ports.readAll()).object();
    QVERIFY(object.value(QStringLiteral("relay")).toInt() > 0);
    QVERIFY(object.value(QStringLiteral("control")).toInt() > 0);
    server->kill();
    QVERIFY(server->waitForFinished());
}

void tst_ServerStart::startsAfterAKill()
{
    for (int i = 0; i < 3; ++i) {
        const Program server = runUp({QStringLiteral("--config"), write({})});
        QVERIFY(server);
        server->kill();
        QVERIFY(server->waitForFinished());
        QVERIFY(QFile::exists(data() + QStringLiteral("/ports.json")));
        QFile::remove(data() + QStringLiteral("/ports.json"));
    }
}

void tst_ServerStart::startsWithoutItsLog()
{
    const QString config = write("[log]\nfile = \"/no/such/folder/postern.log\"\n");
    const Program server = runUp({QStringLiteral("--config"), config});
    QVERIFY(server);
    server->terminate();
    QVERIFY(server->waitForFinished(patienceMs));
    QVERIFY(
        server->readAllStandardError().contains("/no/such/folder/postern.log cannot be opened"));
}

void tst_ServerStart::endsCleanlyWhenAsked()
{
    const Program server = runUp({QStringLiteral("--config"), write({})});
    QVERIFY(server);
    server->terminate();
    QVERIFY(server->waitForFinished(patienceMs));
    QCOMPARE(server->exitStatus(), QProcess::NormalExit);
    QCOMPARE(server->exitCode(), 0);
    QVERIFY(server->readAllStandardError().contains("state=stopped"));
    QVERIFY(!QFile::exists(data() + QStringLiteral("/ports.json")));
}

void tst_ServerStart::reloadsOnHangup()
{
    const QString log = path(QStringLiteral("log"));
    const QString config = write("[log]\nfile = \"" + log.toUtf8() + "\"\n");
    const Program server = runUp({QStringLiteral("--config"), config});
    QVERIFY(server);
    QVERIFY(QFile::rename(log, log + QStringLiteral(".1")));
    ::kill(pid_t(server->processId()), SIGHUP);
    QTRY_VERIFY(QFile::exists(log));
    server->terminate();
    QVERIFY(server->waitForFinished(patienceMs));
}

void tst_ServerStart::portInUse()
{
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost));
    const QByteArray port = QByteArray::number(holder.serverPort());
    refuses({QStringLiteral("--config"),
             write("[[listener]]\nname = \"relay\"\naddress = \"127.0.0.1:" + port + "\"\n")},
            QString::fromLatin1(port), QCoreApplication::applicationPid());
}

void tst_ServerStart::controlPortInUse()
{
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost));
    const QByteArray port = QByteArray::number(holder.serverPort());
    refuses({QStringLiteral("--config"), write("[control]\nlisten = \"127.0.0.1:" + port + "\"\n")},
            QString::fromLatin1(port), QCoreApplication::applicationPid());
}

void tst_ServerStart::openDataFolder()
{
    QCOMPARE(::mkdir(QFile::encodeName(data()).constData(), 0700), 0);
    QCOMPARE(::chmod(QFile::encodeName(data()).constData(), 0755), 0);
    refuses({QStringLiteral("--data-dir"), data()});
}

void tst_ServerStart::dataFolderThatIsAFile()
{
    QFile file(data());
    QVERIFY(file.open(QIODevice::WriteOnly));
    refuses({QStringLiteral("--data-dir"), data()});
}

void tst_ServerStart::dataFolderThatCannotBeMade()
{
    refuses({QStringLiteral("--data-dir"), QStringLiteral("/dev/null/data")});
}

/// As a real user without rights: root may write everywhere.
void tst_ServerStart::runAsNobody(const QString &script)
{
    QStringList command = postern::test::asNobody();
    QVERIFY2(!command.isEmpty(), postern::test::needsAnotherUser);
    QVERIFY(QFile::setPermissions(m_folder->path(), QFileDevice::Permissions(0x7777)));
    // The tree that it was built in may be closed to others.
    const QString program = path(QStringLiteral("posternd"));
    QVERIFY(QFile::copy(QStringLiteral(POSTERN_BINARY_DIR "/bin/posternd"), program));
    QVERIFY(QFile::setPermissions(program, QFileDevice::Permissions(0x5555)));
    command << QStringLiteral("sh") << QStringLiteral("-c") << script << program << data();
    QProcess server;
    const QString first = command.takeFirst();
    server.start(first, command);
    refuses(server);
}

void tst_ServerStart::dataFolderThatCannotBeWritten()
{
    runAsNobody(QStringLiteral("umask 077; mkdir \"$1\" && chmod 500 \"$1\" && exec \"$0\" "
                               "--data-dir \"$1\""));
}

void tst_ServerStart::dataFolderOfAnotherUser()
{
    QCOMPARE(::mkdir(QFile::encodeName(data()).constData(), 0700), 0);
    runAsNobody(QStringLiteral("exec \"$0\" --data-dir \"$1\""));
}

void tst_ServerStart::dataFolderOnAReadOnlyMount()
{
    QCOMPARE(::mkdir(QFile::encodeName(data()).constData(), 0700), 0);
    const QString mount = QStringLiteral("mount -t tmpfs -o ro,mode=0700 none '%1' || exit 9; "
                                         "exec \"$0\" \"$@\"");
    const Program program =
        run(inOwnMounts(mount.arg(data())), {QStringLiteral("--data-dir"), data()});
    refuses(*program);
}

void tst_ServerStart::dataFolderInUse()
{
    const Program server = runUp({QStringLiteral("--config"), write({})});
    QVERIFY(server);
    refuses({QStringLiteral("--data-dir"), data()}, {}, server->processId());
    server->kill();
    QVERIFY(server->waitForFinished());
}

void tst_ServerStart::truncatedDatabase()
{
    const Program server = runUp({QStringLiteral("--config"), write({})});
    QVERIFY(server);
    server->terminate();
    QVERIFY(server->waitForFinished(patienceMs));
    QVERIFY(QFile::resize(data() + QStringLiteral("/postern.db"), 5000));
    const Program again = run({QStringLiteral("--config"), write({})});
    QVERIFY(again->waitForFinished(patienceMs));
    QCOMPARE(again->exitCode(), 1);
    QString said = QString::fromUtf8(again->readAllStandardError()).trimmed();
    said =
        said.mid(said.lastIndexOf(u'\n') + 1).replace(m_folder->path(), QStringLiteral("FOLDER"));
    said.replace(QRegularExpression(QStringLiteral("of its \\d+ bytes")),
                 QStringLiteral("of its N bytes"));
    QCOMPARE(said, golden(QStringLiteral("truncatedDatabase")));
}

void tst_ServerStart::newerSchema()
{
    const Program server = runUp({QStringLiteral("--config"), write({})});
    QVERIFY(server);
    server->terminate();
    QVERIFY(server->waitForFinished(patienceMs));
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("x"));
        db.setDatabaseName(data() + QStringLiteral("/postern.db"));
        QVERIFY(db.open());
        QSqlQuery query(db);
        QVERIFY(query.exec(QStringLiteral("INSERT INTO schema_version VALUES (9999, 'x', 0)")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("x"));
    refuses({QStringLiteral("--config"), write({})});
}

void tst_ServerStart::unknownKey()
{
    refuses({QStringLiteral("--config"), write("[log]\ncolour = \"red\"\n")});
}

void tst_ServerStart::badValue()
{
    refuses({QStringLiteral("--config"),
             write("[[listener]]\nname = \"relay\"\naddress = \"localhost:25\"\n")});
}

void tst_ServerStart::badHostname()
{
    refuses({QStringLiteral("--config"), write("hostname = \"my \\\"mail\\\" host\"\n")});
}

void tst_ServerStart::passwordThatEveryoneMayRead()
{
    const QString file = write("[database]\nurl = \"postgresql://postern:secret@127.0.0.1:1/p\"\n");
    QVERIFY(QFile::setPermissions(file, QFileDevice::Permissions(0x6644)));
    refuses({QStringLiteral("--config"), file});
    // Who may not read it cannot be told of it; the next complaint is the database's.
    QVERIFY(QFile::setPermissions(file, QFileDevice::Permissions(0x6640)));
    const Program program = run({QStringLiteral("--config"), file});
    QVERIFY(program->waitForFinished(patienceMs));
    const QByteArray said = program->readAllStandardError();
    QVERIFY2(!said.contains("chmod") && !said.contains("secret"), said.constData());
}

void tst_ServerStart::missingCertificate()
{
    refuses({QStringLiteral("--config"),
             write("[tls]\ncertificate = \"/no/such.crt\"\nkey = \"/no/such.key\"\n")});
}

void tst_ServerStart::nothingGiven()
{
    // A server that is installed here has its file hidden from this one.
    const QString hideFile = QStringLiteral(
        "if [ -d /etc/postern ]; then mount -t tmpfs none /etc/postern || exit 9; fi; exec \"$0\"");
    refuses(*run(inOwnMounts(hideFile), {}));
}

QTEST_GUILESS_MAIN(tst_ServerStart)
#include "tst_ServerStart.moc"
