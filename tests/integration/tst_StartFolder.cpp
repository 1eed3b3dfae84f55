// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/StartedServer.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QtTest>

#include <sys/stat.h>

using postern::test::StartedServer;

/// What posternd says of a data folder and of a database that it cannot use.
class tst_StartFolder : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void openDataFolder();
    void dataFolderThatIsAFile();
    void dataFolderThatCannotBeMade();
    void dataFolderThatCannotBeWritten();
    void dataFolderOfAnotherUser();
    void fileOfAnotherUser();
    void dataFolderOnAReadOnlyMount();
    void dataFolderInUse();
    void truncatedDatabase();
    void newerSchema();

private:
    std::unique_ptr<StartedServer> m_server;
};

void tst_StartFolder::init()
{
    m_server = std::make_unique<StartedServer>();
}

void tst_StartFolder::openDataFolder()
{
    QCOMPARE(::mkdir(QFile::encodeName(m_server->data()).constData(), 0700), 0);
    QCOMPARE(::chmod(QFile::encodeName(m_server->data()).constData(), 0755), 0);
    m_server->refuses({QStringLiteral("--data-dir"), m_server->data()});
}

void tst_StartFolder::dataFolderThatIsAFile()
{
    QFile file(m_server->data());
    QVERIFY(file.open(QIODevice::WriteOnly));
    m_server->refuses({QStringLiteral("--data-dir"), m_server->data()});
}

void tst_StartFolder::dataFolderThatCannotBeMade()
{
    m_server->refuses({QStringLiteral("--data-dir"), QStringLiteral("/dev/null/data")});
}

void tst_StartFolder::dataFolderThatCannotBeWritten()
{
    m_server->refusesAsNobody(
        QStringLiteral("umask 077; mkdir \"$1\" && chmod 500 \"$1\" && exec \"$0\" "
                       "--data-dir \"$1\""));
}

void tst_StartFolder::dataFolderOfAnotherUser()
{
    QCOMPARE(::mkdir(QFile::encodeName(m_server->data()).constData(), 0700), 0);
    m_server->refusesAsNobody(QStringLiteral("exec \"$0\" --data-dir \"$1\""),
                              QStringLiteral("mount --bind /usr/share \"$1\""));
}

/// As a start by root leaves it in the folder of a service.
void tst_StartFolder::fileOfAnotherUser()
{
    QFile file(m_server->path(QStringLiteral("secret.key")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    m_server->refusesAsNobody(
        QStringLiteral("umask 077; mkdir \"$1\" && mv \"${1%/*}/secret.key\" \"$1\" && exec "
                       "\"$0\" --data-dir \"$1\""),
        QStringLiteral("umask 077; mkdir \"$1\" && touch \"$1/secret.key\" && mount --bind "
                       "/etc/shadow \"$1/secret.key\""));
}

void tst_StartFolder::dataFolderOnAReadOnlyMount()
{
    QCOMPARE(::mkdir(QFile::encodeName(m_server->data()).constData(), 0700), 0);
    const QString mount = QStringLiteral("mount -t tmpfs -o ro,mode=0700 none '%1' || exit 9; "
                                         "exec \"$0\" \"$@\"");
    const auto program = m_server->run(StartedServer::inOwnMounts(mount.arg(m_server->data())),
                                       {QStringLiteral("--data-dir"), m_server->data()});
    m_server->refuses(*program);
}

void tst_StartFolder::dataFolderInUse()
{
    const auto server = m_server->runUp({QStringLiteral("--config"), m_server->write({})});
    QVERIFY(server);
    m_server->refuses({QStringLiteral("--data-dir"), m_server->data()}, {}, server->processId());
    server->kill();
    QVERIFY(server->waitForFinished(StartedServer::patienceMs));
}

void tst_StartFolder::truncatedDatabase()
{
    const auto server = m_server->runUp({QStringLiteral("--config"), m_server->write({})});
    QVERIFY(server);
    server->terminate();
    QVERIFY(server->waitForFinished(StartedServer::patienceMs));
    QVERIFY(QFile::resize(m_server->data() + QStringLiteral("/postern.db"), 5000));
    m_server->refuses({QStringLiteral("--config"), m_server->write({})});
}

void tst_StartFolder::newerSchema()
{
    const auto server = m_server->runUp({QStringLiteral("--config"), m_server->write({})});
    QVERIFY(server);
    server->terminate();
    QVERIFY(server->waitForFinished(StartedServer::patienceMs));
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("x"));
        db.setDatabaseName(m_server->data() + QStringLiteral("/postern.db"));
        QVERIFY(db.open());
        QSqlQuery query(db);
        QVERIFY(query.exec(QStringLiteral("INSERT INTO schema_version VALUES (9999, 'x', 0)")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("x"));
    m_server->refuses({QStringLiteral("--config"), m_server->write({})});
}

QTEST_GUILESS_MAIN(tst_StartFolder)
#include "tst_StartFolder.moc"
