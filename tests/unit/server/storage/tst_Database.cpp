// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/Database.h"
#include "server/storage/Migrator.h"
#include "tests/support/DatabaseFixture.h"

#include <QFile>
#include <QProcess>
#include <QTest>

using namespace postern;
using namespace postern::storage;

class tst_Database : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { test::DatabaseFixture::addEngines(); }
    void init();
    void valuesComeBackAsTheyWere();
    void nullAndNulCharactersAreStorable();
    void rollbackUndoes();
    void uniqueViolationIsRefused();
    void anUnknownTableIsInternal();
    void aStatementCanBeReadTwiceAtOnce();
    void moreStatementsThanTheCacheHolds();
    void aReaderDoesNotSeeWhatIsNotCommitted();
    void wrongUrlsNameTheRightForm();
    void anOptionOfTheUrlIsKeptOrRefused();
    void aFileThatIsNoDatabase();
    void aFileThatIsCutShort();
    void aReaderOfAnotherProcessTakesNothingAway();
    void aFolderThatIsNotThere();
    void aFullDatabaseIsStorageFullAndLosesNothing();

private:
    [[nodiscard]] qint64 count(Database &database);
    [[nodiscard]] Result<void> makeTable();

    test::DatabaseFixture m_fixture;
    DatabaseUrl m_url;
    std::unique_ptr<Database> m_database;
};

void tst_Database::init()
{
    m_database.reset();
    const Result<DatabaseUrl> url = m_fixture.freshUrl();
    QVERIFY2(url.ok(), qPrintable(url.ok() ? QString() : url.error().text));
    m_url = *url;
    Result<std::unique_ptr<Database>> opened = Database::open(m_url);
    QVERIFY2(opened.ok(), qPrintable(opened.ok() ? QString() : opened.error().text));
    m_database = std::move(opened).value();
    QVERIFY(makeTable().ok());
}

Result<void> tst_Database::makeTable()
{
    const Result<int> made = m_database->change(QStringLiteral(
        "CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, raw BYTEA NOT "
        "NULL)"));
    if (!made)
        return made.error();
    return {};
}

qint64 tst_Database::count(Database &database)
{
    Result<Rows> rows = database.run(QStringLiteral("SELECT COUNT(*) FROM thing"));
    return rows && rows.value().next() ? rows->integer(0) : -1;
}

void tst_Database::valuesComeBackAsTheyWere()
{
    QByteArray everyByte;
    for (int i = 0; i < 1024 * 1024; ++i)
        everyByte.append(static_cast<char>(i));
    const QString text = QString::fromUtf8("' \" ; -- \\ \xc3\xa4 \xf0\x9f\x93\xa7 ? :x $1");
    const qint64 big = std::numeric_limits<qint64>::max();
    QVERIFY(
        m_database
            ->change(QStringLiteral("INSERT INTO thing VALUES (?, ?, ?)"), {big, text, everyByte})
            .ok());
    Result<Rows> rows = m_database->run(QStringLiteral("SELECT id, name, raw FROM thing"));
    QVERIFY(rows.ok());
    QVERIFY(rows.value().next());
    QCOMPARE(rows->integer(0), big);
    QCOMPARE(rows->text(1), text);
    QCOMPARE(rows->bytes(2), everyByte);
    QVERIFY(!rows.value().next());
}

void tst_Database::nullAndNulCharactersAreStorable()
{
    QVERIFY(m_database
                ->change(QStringLiteral("INSERT INTO thing VALUES (?, ?, ?)"),
                         {1, QString(), QByteArray()})
                .ok());
    QVERIFY(m_database
                ->change(QStringLiteral("INSERT INTO thing VALUES (?, ?, ?)"),
                         {2, QStringLiteral("a%1b").arg(QChar(u'\0')), QByteArray(1, '\0')})
                .ok());
    Result<Rows> rows = m_database->run(QStringLiteral("SELECT name, raw FROM thing ORDER BY id"));
    QVERIFY(rows.ok());
    QVERIFY(rows.value().next());
    QCOMPARE(rows->text(0), QString());
    QVERIFY(rows.value().next());
    QCOMPARE(rows->text(0), QStringLiteral("a%1b").arg(QChar(QChar::ReplacementCharacter)));
    QCOMPARE(rows->bytes(1), QByteArray(1, '\0'));
}

void tst_Database::rollbackUndoes()
{
    QVERIFY(m_database->begin().ok());
    QVERIFY(m_database->change(QStringLiteral("INSERT INTO thing VALUES (1, 'a', '')")).ok());
    m_database->rollback();
    QCOMPARE(count(*m_database), 0);
    // Once more is harmless.
    m_database->rollback();
    QVERIFY(m_database->change(QStringLiteral("INSERT INTO thing VALUES (1, 'a', '')")).ok());
    QCOMPARE(count(*m_database), 1);
}

void tst_Database::uniqueViolationIsRefused()
{
    QVERIFY(m_database->change(QStringLiteral("INSERT INTO thing VALUES (1, 'a', '')")).ok());
    const Result<int> again =
        m_database->change(QStringLiteral("INSERT INTO thing VALUES (1, 'b', '')"));
    QVERIFY(!again.ok());
    QCOMPARE(again.error().kind, ErrorKind::Refused);
}

void tst_Database::anUnknownTableIsInternal()
{
    const Result<Rows> rows = m_database->run(QStringLiteral("SELECT * FROM nothing"));
    QVERIFY(!rows.ok());
    QCOMPARE(rows.error().kind, ErrorKind::Internal);
    QVERIFY(rows.error().text.contains(QStringLiteral("nothing")));
}

void tst_Database::aStatementCanBeReadTwiceAtOnce()
{
    for (int i = 0; i < 3; ++i)
        QVERIFY(
            m_database->change(QStringLiteral("INSERT INTO thing VALUES (?, '', '')"), {i}).ok());
    const QString sql = QStringLiteral("SELECT id FROM thing ORDER BY id");
    Result<Rows> outer = m_database->run(sql);
    QVERIFY(outer.ok());
    int pairs = 0;
    while (outer.value().next()) {
        Result<Rows> inner = m_database->run(sql);
        QVERIFY(inner.ok());
        while (inner.value().next())
            ++pairs;
    }
    QCOMPARE(pairs, 9);
}

void tst_Database::moreStatementsThanTheCacheHolds()
{
    for (int i = 0; i < 300; ++i) {
        Result<Rows> rows = m_database->run(QStringLiteral("SELECT %1").arg(i));
        QVERIFY(rows.ok());
        QVERIFY(rows.value().next());
        QCOMPARE(rows->integer(0), i);
    }
}

void tst_Database::aReaderDoesNotSeeWhatIsNotCommitted()
{
    Result<std::unique_ptr<Database>> reader = Database::open(m_url);
    QVERIFY(reader.ok());
    QVERIFY(m_database->begin().ok());
    QVERIFY(m_database->change(QStringLiteral("INSERT INTO thing VALUES (1, 'a', '')")).ok());
    QCOMPARE(count(*reader.value()), 0);
    QVERIFY(m_database->commit().ok());
    QCOMPARE(count(*reader.value()), 1);
}

void tst_Database::wrongUrlsNameTheRightForm()
{
    for (const QString &text :
         {QString(), QStringLiteral("/var/lib/x.db"), QStringLiteral("mysql://host/name"),
          QStringLiteral("sqlite:"), QStringLiteral("postgresql://user:secret@host:5432/")}) {
        const auto opened = Database::open({text});
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().kind, ErrorKind::Invalid);
        QVERIFY(opened.error().text.contains(
            QStringLiteral("postgresql://user:password@host:port/name")));
        QVERIFY(!opened.error().text.contains(QStringLiteral("secret")));
    }
}

void tst_Database::anOptionOfTheUrlIsKeptOrRefused()
{
    if (!test::DatabaseFixture::isSqlite()) {
        QVERIFY(Database::open({m_url.text + QStringLiteral("&sslmode=prefer")}).ok());
        // Only the server's library knows the words; it is asked, so it was told.
        QVERIFY(!Database::open({m_url.text + QStringLiteral("&sslmode=perhaps")}).ok());
    }
    for (const char *options :
         {"sslmod=require", "sslmode=", "sslrootcert=a%20sslmode=disable", "sslrootcert=a;b"}) {
        const auto opened =
            Database::open({QStringLiteral("postgresql://u:secret@127.0.0.1:1/name?%1")
                                .arg(QLatin1String(options))});
        QVERIFY(!opened.ok());
        QVERIFY2(opened.error().kind == ErrorKind::Invalid, options);
        QVERIFY(!opened.error().text.contains(QStringLiteral("secret")));
    }
}

void tst_Database::aFileThatIsNoDatabase()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("x.db"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, 'x'));
    file.close();
    const auto opened = Database::open({QStringLiteral("sqlite:") + path});
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().text,
             QStringLiteral("The database %1 is damaged: the file does not begin as an SQLite "
                            "database. Restore it from a backup, or move it away to start with an "
                            "empty one.")
                 .arg(path));
}

void tst_Database::aFileThatIsCutShort()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("x.db"));
    const DatabaseUrl url{QStringLiteral("sqlite:") + path};
    {
        auto database = Database::open(url);
        QVERIFY(database.ok());
        QVERIFY(Migrator(*database.value()).migrate().ok());
    }
    QFile file(path);
    const qint64 whole = file.size();
    QVERIFY(file.resize(whole - 4096));
    const auto opened = Database::open(url);
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().kind, ErrorKind::Internal);
    QVERIFY2(opened.error().text.contains(QStringLiteral("is damaged: it is cut short")),
             qPrintable(opened.error().text));
}

/// An administrator looks into the file of a running server, with whatever reads SQLite. It is the
/// last one to close only if the locks of this process are gone.
void tst_Database::aReaderOfAnotherProcessTakesNothingAway()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("x.db"));
    const DatabaseUrl url{QStringLiteral("sqlite:") + path};
    auto database = Database::open(url);
    QVERIFY(database.ok());
    QVERIFY((*database)->change(QStringLiteral("CREATE TABLE kept (number INTEGER)")).ok());
    const auto rowsFromOutside = [&path] {
        QProcess reader;
        reader.start(QStringLiteral("python3"),
                     {QStringLiteral("-c"),
                      QStringLiteral("import sqlite3, sys\n"
                                     "c = sqlite3.connect(sys.argv[1])\n"
                                     "print(c.execute('SELECT count(*) FROM kept').fetchone()[0])\n"
                                     "c.close()"),
                      path});
        return reader.waitForFinished() ? reader.readAllStandardOutput().trimmed()
                                        : reader.errorString().toUtf8();
    };
    for (int number = 0; number < 3; ++number) {
        QCOMPARE(rowsFromOutside(), QByteArray::number(number));
        const auto other = Database::open(url); // as for every login
        QVERIFY(other.ok());
        QVERIFY((*database)->change(QStringLiteral("INSERT INTO kept VALUES (?)"), {number}).ok());
    }
    QCOMPARE(rowsFromOutside(), QByteArray("3"));
}

void tst_Database::aFolderThatIsNotThere()
{
    const auto opened = Database::open({QStringLiteral("sqlite:/nowhere/at/all/x.db")});
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().kind, ErrorKind::Unavailable);
    QVERIFY2(opened.error().text.contains(QStringLiteral("Its folder must exist")),
             qPrintable(opened.error().text));
}

void tst_Database::aFullDatabaseIsStorageFullAndLosesNothing()
{
    if (!test::DatabaseFixture::isSqlite())
        return; // max_page_count is SQLite's
    QVERIFY(m_database->change(QStringLiteral("INSERT INTO thing VALUES (1, 'kept', '')")).ok());
    QVERIFY(m_database->run(QStringLiteral("PRAGMA max_page_count = 20")).ok());
    QVERIFY(m_database->begin().ok());
    const Result<int> tooMuch = m_database->change(
        QStringLiteral("INSERT INTO thing VALUES (2, '', ?)"), {QByteArray(1024 * 1024, 'x')});
    QVERIFY(!tooMuch.ok());
    QCOMPARE(tooMuch.error().kind, ErrorKind::StorageFull);
    m_database->rollback();
    QCOMPARE(count(*m_database), 1);
    QVERIFY(m_database->change(QStringLiteral("INSERT INTO thing VALUES (3, 'fits', '')")).ok());
    QCOMPARE(count(*m_database), 2);
}

QTEST_GUILESS_MAIN(tst_Database)
#include "tst_Database.moc"
