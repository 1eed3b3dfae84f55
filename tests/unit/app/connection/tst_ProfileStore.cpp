// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/ProfileStore.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace postern;

class tst_ProfileStore : public QObject
{
    Q_OBJECT

private slots:
    void startsEmpty();
    void keepsWhatIsSaved();
    void putsTheLastUsedFirst();
    void knowsSinceWhenAKeyIsTrusted();
    void forgets();
    void refusesADamagedFile_data();
    void refusesADamagedFile();
    void saysWhenItCannotBeWritten();

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const char *name) const
    {
        return m_folder.filePath(QString::fromLatin1(name));
    }
};

namespace
{

ServerProfile profile(const QString &host, quint16 port = 2600)
{
    ServerProfile made;
    made.host = host;
    made.port = port;
    made.fingerprint = QByteArray(32, '\x11');
    made.userName = QStringLiteral("ada");
    return made;
}

} // namespace

void tst_ProfileStore::startsEmpty()
{
    const auto loaded = ProfileStore(path("none.json")).load();
    QVERIFY(loaded.ok());
    QVERIFY(loaded->isEmpty());
}

void tst_ProfileStore::keepsWhatIsSaved()
{
    ServerProfile local;
    local.localSocketPath = QStringLiteral("/var/lib/postern/control.socket");
    ServerProfile untrusted = profile(QStringLiteral("2001:db8::1"), 26000);
    untrusted.fingerprint.clear();
    const QList<ServerProfile> saved{profile(QStringLiteral("a.example")), local, untrusted};
    const ProfileStore store(path("new/folder/servers.json"));
    QVERIFY(store.save(saved).ok());
    QCOMPARE(store.load().value(), saved);
}

void tst_ProfileStore::putsTheLastUsedFirst()
{
    const ProfileStore store(path("recent.json"));
    QVERIFY(store.remember(profile(QStringLiteral("a.example")), 1000).ok());
    QVERIFY(store.remember(profile(QStringLiteral("b.example")), 2000).ok());
    ServerProfile again = profile(QStringLiteral("A.example"));
    again.userName = QStringLiteral("bob");
    QVERIFY(store.remember(again, 3000).ok());
    const QList<ServerProfile> stored = store.load().value();
    QCOMPARE(stored.size(), 2);
    QCOMPARE(stored.at(0).host, QStringLiteral("A.example"));
    QCOMPARE(stored.at(0).userName, QStringLiteral("bob"));
    QCOMPARE(stored.at(0).lastUsedAt, 3000);
    QCOMPARE(stored.at(1).host, QStringLiteral("b.example"));
    QCOMPARE(stored.at(1).lastUsedAt, 2000);
}

void tst_ProfileStore::knowsSinceWhenAKeyIsTrusted()
{
    const ProfileStore store(path("trust.json"));
    ServerProfile server = profile(QStringLiteral("a.example"));
    QVERIFY(store.remember(server, 1000).ok());
    QVERIFY(store.remember(server, 2000).ok());
    QCOMPARE(store.load().value().constFirst().trustedSince, 1000);
    server.fingerprint = QByteArray(32, '\x22');
    QVERIFY(store.remember(server, 3000).ok());
    QCOMPARE(store.load().value().constFirst().trustedSince, 3000);
    // A list from before this was kept does not say; nor is anything made up.
    server.trustedSince = 0;
    QVERIFY(store.save({server}).ok());
    QVERIFY(store.remember(server, 4000).ok());
    QCOMPARE(store.load().value().constFirst().trustedSince, 0);
}

void tst_ProfileStore::forgets()
{
    const ProfileStore store(path("forget.json"));
    QVERIFY(store.save({profile(QStringLiteral("a")), profile(QStringLiteral("a"), 2601)}).ok());
    QVERIFY(store.forget(profile(QStringLiteral("a"))).ok());
    QCOMPARE(store.load().value(), (QList<ServerProfile>{profile(QStringLiteral("a"), 2601)}));
}

void tst_ProfileStore::refusesADamagedFile_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("not JSON") << QByteArray("servers");
    QTest::newRow("cut off") << QByteArray(R"({"servers":[{"host":"a","port":2600})");
    QTest::newRow("no list") << QByteArray(R"({"servers":{}})");
    QTest::newRow("no host") << QByteArray(R"({"servers":[{"port":2600}]})");
    QTest::newRow("wrong port") << QByteArray(R"({"servers":[{"host":"a","port":99999}]})");
    QTest::newRow("wrong key") << QByteArray(
        R"({"servers":[{"host":"a","port":2600,"fingerprint":"12"}]})");
}

void tst_ProfileStore::refusesADamagedFile()
{
    QFETCH(QByteArray, bytes);
    QFile file(path("damaged.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    const ProfileStore store(file.fileName());
    QVERIFY(!store.load().ok());
    QVERIFY(store.load().error().text.contains(QStringLiteral("damaged.json")));
    // What cannot be read is never overwritten.
    QVERIFY(!store.remember(profile(QStringLiteral("a")), 1000).ok());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
}

void tst_ProfileStore::saysWhenItCannotBeWritten()
{
    QFile file(path("plain"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto saved = ProfileStore(path("plain/servers.json")).save({});
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().kind, ErrorKind::Unavailable);
    QVERIFY(saved.error().text.contains(QStringLiteral("cannot be written")));
}

QTEST_GUILESS_MAIN(tst_ProfileStore)
#include "tst_ProfileStore.moc"
