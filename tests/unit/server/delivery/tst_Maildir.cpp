// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Maildir.h"
#include "server/delivery/MaildirDelivery.h"

#include <QDir>
#include <QFile>
#include <QSemaphore>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>
#include <unistd.h>

using namespace postern;
using namespace postern::delivery;

class tst_Maildir : public QObject
{
    Q_OBJECT

private slots:
    void byteForByte_data();
    void byteForByte();
    void foldersAreMadePrivate();
    void keepsFoldersThatAreThere();
    void namesAreUnique();
    void contentThatCannotBeRead();
    void contentOfAnotherLength_data();
    void contentOfAnotherLength();
    void folderThatCannotBeWritten();
    void pathThatIsAFile();
    void fileThatCannotGrow();
    void asynchronous();
    void endsWithWorkUnderWay();
    void oneThatHangsLeavesThreadsToOthers();
    void givesBackTheNewerHalfOfTheLongest();
};

namespace
{

ReadContent pieces(const QByteArrayList &content)
{
    return [content](const QString &, int sequence) -> Result<QByteArray> {
        return sequence < content.size() ? content[sequence] : QByteArray();
    };
}

QByteArray fileAt(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

QStringList files(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden);
}

} // namespace

void tst_Maildir::byteForByte_data()
{
    QTest::addColumn<QByteArrayList>("content");
    QByteArray everything;
    for (int i = 0; i < 256; ++i)
        everything.append(static_cast<char>(i));
    QTest::newRow("a message") << QByteArrayList{"Subject: x\r\n\r\n.dots\r\n..\r\n"};
    QTest::newRow("empty") << QByteArrayList{};
    QTest::newRow("no line end") << QByteArrayList{"a"};
    QTest::newRow("every byte") << QByteArrayList{everything};
    QTest::newRow("From lines") << QByteArrayList{"From me\r\n\r\nFrom you\r\n"};
    QByteArrayList large;
    for (int i = 0; i < 40; ++i)
        large.append(everything.repeated(256));
    QTest::newRow("2.5 MiB in pieces") << large;
}

void tst_Maildir::byteForByte()
{
    QFETCH(QByteArrayList, content);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("box"));
    const QByteArray whole = content.join();
    const auto stored = Maildir(path).store(QStringLiteral("4711"), whole.size(), pieces(content));
    QVERIFY2(stored.ok(), stored.ok() ? "" : qPrintable(stored.error().text));
    QVERIFY(stored->startsWith(path + QLatin1String("/new/")));
    QCOMPARE(fileAt(*stored), whole);
    QCOMPARE(files(path + QLatin1String("/tmp")), QStringList());
    QCOMPARE(files(path + QLatin1String("/new")).size(), 1);
}

void tst_Maildir::foldersAreMadePrivate()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("deep/down/box"));
    const auto stored = Maildir(path).store(QStringLiteral("4711"), 1, pieces({"a"}));
    QVERIFY(stored.ok());
    const auto isPrivate = [](const QString &name) {
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
                            | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        return QFile::exists(name) && !(QFile::permissions(name) & others);
    };
    QVERIFY(isPrivate(path));
    for (const char *name : {"/tmp", "/new", "/cur"})
        QVERIFY(isPrivate(path + QLatin1String(name)));
    QVERIFY(isPrivate(*stored));
}

void tst_Maildir::keepsFoldersThatAreThere()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("box"));
    QVERIFY(QDir().mkpath(path + QLatin1String("/new")));
    QVERIFY(QFile::setPermissions(path, QFile::Permissions(0x7755)));
    const auto before = QFile::permissions(path);
    QVERIFY(Maildir(path).store(QStringLiteral("4711"), 1, pieces({"a"})).ok());
    QVERIFY(Maildir(path).store(QStringLiteral("4711"), 1, pieces({"b"})).ok());
    QCOMPARE(QFile::permissions(path), before);
    QCOMPARE(files(path + QLatin1String("/new")).size(), 2);
}

void tst_Maildir::namesAreUnique()
{
    const QTemporaryDir folder;
    QSet<QString> names;
    for (int i = 0; i < 50; ++i) {
        const auto stored = Maildir(folder.path()).store(QStringLiteral("4711"), 1, pieces({"a"}));
        QVERIFY(stored.ok());
        names.insert(*stored);
        const QString name = stored->mid(stored->lastIndexOf(QLatin1Char('/')) + 1);
        QVERIFY(!name.contains(QLatin1Char(':'))); // begins the flags in cur/
    }
    QCOMPARE(names.size(), 50);
}

void tst_Maildir::contentThatCannotBeRead()
{
    const QTemporaryDir folder;
    const auto stored =
        Maildir(folder.path())
            .store(
                QStringLiteral("4711"), 20,
                [](const QString &, int sequence) -> Result<QByteArray> {
                    if (sequence == 0)
                        return QByteArray("0123456789");
                    return Error{ErrorKind::Unavailable, QStringLiteral("The database is gone.")};
                });
    QVERIFY(!stored.ok());
    QCOMPARE(stored.error().text,
             QStringLiteral("The stored content could not be read: The database is gone."));
    QCOMPARE(files(folder.filePath(QStringLiteral("tmp"))), QStringList());
    QCOMPARE(files(folder.filePath(QStringLiteral("new"))), QStringList());
}

void tst_Maildir::contentOfAnotherLength_data()
{
    QTest::addColumn<qint64>("size");
    QTest::newRow("a piece is missing") << qint64(11);
    QTest::newRow("there is more") << qint64(9);
}

void tst_Maildir::contentOfAnotherLength()
{
    QFETCH(qint64, size);
    const QTemporaryDir folder;
    const auto stored =
        Maildir(folder.path()).store(QStringLiteral("4711"), size, pieces({"0123456789"}));
    QVERIFY(!stored.ok());
    QCOMPARE(files(folder.filePath(QStringLiteral("new"))), QStringList());
    QCOMPARE(files(folder.filePath(QStringLiteral("tmp"))), QStringList());
}

void tst_Maildir::folderThatCannotBeWritten()
{
    const auto stored = Maildir(QStringLiteral("/proc/postern-test"))
                            .store(QStringLiteral("4711"), 1, pieces({"a"}));
    QVERIFY(!stored.ok());
    QCOMPARE(stored.error().kind, ErrorKind::Unavailable);
    QVERIFY2(
        stored.error().text.startsWith(QLatin1String("/proc/postern-test cannot be written: ")),
        qPrintable(stored.error().text));
}

void tst_Maildir::pathThatIsAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("file"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto stored = Maildir(path).store(QStringLiteral("4711"), 1, pieces({"a"}));
    QVERIFY(!stored.ok());
    QVERIFY(stored.error().text.contains(QLatin1String("Not a directory")));
}

/// A limit on the size of files stands in for a full disk: the write fails in the middle.
void tst_Maildir::fileThatCannotGrow()
{
    const QTemporaryDir folder;
    rlimit before = {};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit small = before;
    small.rlim_cur = 100000;
    std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    const QByteArray piece(65536, 'x');
    const auto stored =
        Maildir(folder.path())
            .store(QStringLiteral("4711"), 4 * 65536, pieces({piece, piece, piece, piece}));
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!stored.ok());
    QCOMPARE(files(folder.filePath(QStringLiteral("tmp"))), QStringList());
    QCOMPARE(files(folder.filePath(QStringLiteral("new"))), QStringList());
}

void tst_Maildir::asynchronous()
{
    const QTemporaryDir folder;
    MaildirDelivery delivery([]() -> Result<ReadContent> { return pieces({"a\r\n"}); });
    QSignalSpy spy(&delivery, &MaildirDelivery::delivered);
    DeliveryItem item{QStringLiteral("4711"), "from@x.net", false, 3, {}};
    item.recipients = {{QStringLiteral("1"), "a@x.net"}, {QStringLiteral("2"), "b@x.net"}};
    delivery.deliver(folder.path(), item);
    delivery.deliver(QStringLiteral("/proc/postern-test"), item);
    QTRY_COMPARE(spy.size(), 2);
    int good = 0;
    for (const auto &arguments : spy) {
        const auto results = arguments[1].value<QList<RecipientResult>>();
        QCOMPARE(results.size(), 2);
        for (const RecipientResult &result : results) {
            const bool isGood = result.host == folder.path();
            good += isGood ? 1 : 0;
            QCOMPARE(result.result, isGood ? RecipientState::Delivered : RecipientState::Deferred);
            QVERIFY(!result.reply.isEmpty());
        }
    }
    QCOMPARE(good, 2);
    QCOMPARE(files(folder.filePath(QStringLiteral("new"))).size(), 1); // one for both recipients
}

/// What is being written is finished and told, what waits is given back: nothing twice, nothing
/// half.
void tst_Maildir::endsWithWorkUnderWay()
{
    const QTemporaryDir folder;
    QSemaphore begun;
    QSemaphore goOn;
    const ReadContent read = pieces({"a\r\n"});
    const auto open = [&]() -> Result<ReadContent> {
        return ReadContent([&](const QString &id, int sequence) {
            if (sequence == 0) {
                begun.release();
                goOn.acquire();
            }
            return read(id, sequence);
        });
    };
    MaildirDelivery delivery(open, 1);
    const QSignalSpy delivered(&delivery, &MaildirDelivery::delivered);
    const QSignalSpy returned(&delivery, &MaildirDelivery::returned);
    for (int i = 0; i < 20; ++i)
        delivery.deliver(folder.path(), {QString::number(i), {}, false, 3, {}});
    QVERIFY(begun.tryAcquire(1, 10000));
    delivery.stop();
    goOn.release(20);
    QTRY_COMPARE(returned.size(), 19);
    QTRY_COMPARE(delivered.size(), 1);
    QCOMPARE(files(folder.filePath(QStringLiteral("tmp"))), QStringList());
    QCOMPARE(files(folder.filePath(QStringLiteral("new"))).size(), 1);
}

void tst_Maildir::oneThatHangsLeavesThreadsToOthers()
{
    const QTemporaryDir folder;
    QSemaphore begun;
    QSemaphore goOn;
    const ReadContent read = pieces({"a\r\n"});
    const auto open = [&]() -> Result<ReadContent> {
        return ReadContent([&](const QString &id, int sequence) {
            if (sequence == 0 && id.startsWith(QLatin1String("hangs"))) {
                begun.release();
                goOn.acquire();
            }
            return read(id, sequence);
        });
    };
    MaildirDelivery delivery(open, 4);
    const QSignalSpy delivered(&delivery, &MaildirDelivery::delivered);
    const QString stuck = folder.filePath(QStringLiteral("stuck"));
    const QString other = folder.filePath(QStringLiteral("other"));
    for (int i = 0; i < 20; ++i)
        delivery.deliver(stuck, {QStringLiteral("hangs%1").arg(i), {}, false, 3, {}});
    for (int i = 0; i < 5; ++i)
        delivery.deliver(other, {QStringLiteral("goes%1").arg(i), {}, false, 3, {}});
    QTRY_COMPARE_WITH_TIMEOUT(delivered.size(), 5, 30000);
    QVERIFY(begun.tryAcquire(2, 10000));
    QCOMPARE(begun.available(), 0); // two of four threads
    QCOMPARE(files(other + QStringLiteral("/new")).size(), 5);
    goOn.release(20);
    QTRY_COMPARE_WITH_TIMEOUT(delivered.size(), 25, 30000);
}

void tst_Maildir::givesBackTheNewerHalfOfTheLongest()
{
    const QTemporaryDir folder;
    QSemaphore goOn;
    const ReadContent read = pieces({"a\r\n"});
    const auto open = [&]() -> Result<ReadContent> {
        return ReadContent([&](const QString &id, int sequence) {
            if (sequence == 0)
                goOn.acquire();
            return read(id, sequence);
        });
    };
    MaildirDelivery delivery(open, 2);
    const QSignalSpy delivered(&delivery, &MaildirDelivery::delivered);
    const auto deliver = [&](const QString &path, int number) {
        const QString id = QStringLiteral("%1%2").arg(path).arg(number);
        delivery.deliver(folder.filePath(path), {id, {}, false, 3, {{id, "to@x.net"}}});
    };
    // One of each is being written.
    for (int i = 0; i < 5; ++i)
        deliver(QStringLiteral("long"), i);
    for (int i = 0; i < 3; ++i)
        deliver(QStringLiteral("short"), i);
    QCOMPARE(delivery.takeFromLongest(4), QStringList());
    QCOMPARE(delivery.takeFromLongest(3),
             QStringList({QStringLiteral("long4"), QStringLiteral("long3")}));
    goOn.release(8);
    QTRY_COMPARE_WITH_TIMEOUT(delivered.size(), 6, 30000);
    QCOMPARE(files(folder.filePath(QStringLiteral("long/new"))).size(), 3);
    QCOMPARE(files(folder.filePath(QStringLiteral("short/new"))).size(), 3);
}

QTEST_GUILESS_MAIN(tst_Maildir)
#include "tst_Maildir.moc"
