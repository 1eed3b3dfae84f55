// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ControlFixture.h"

#include "server/storage/QueueStore.h"
#include "shared/control/Catalogue.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace postern;
using namespace postern::test;

// Every method of the catalogue is asked for what its golden file asks, and answers with the same
// fields: what clients are built against is what the server says.
class tst_ControlAnswers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_fixture.reset(); }
    void answersAsInItsGoldenFile_data();
    void answersAsInItsGoldenFile();

private:
    [[nodiscard]] Result<QJsonObject> local(const QString &method, const QJsonObject &params = {})
    {
        return m_fixture->local().call(method, params);
    }
    void putMessage();
    /// The golden parameters with what only this server knows: ids, revisions, port, code, token.
    [[nodiscard]] QJsonObject adapted(const QString &method, QJsonObject params);
    /// Before a login for what needs that, else the local socket.
    [[nodiscard]] ControlClient &clientFor(const QString &method);
    [[nodiscard]] QJsonObject currentEntry();

    std::unique_ptr<ControlFixture> m_fixture;
    std::unique_ptr<ControlClient> m_stranger;
};

namespace
{

QJsonObject golden(const QString &method)
{
    QFile file(QStringLiteral(POSTERN_TEST_DATA "/control/%1.json").arg(method));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

// Field names and types, with what lists hold by their first item; values are another matter.
QString shapeOf(const QJsonValue &value)
{
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return array.isEmpty() ? QStringLiteral("[]")
                               : QStringLiteral("[%1]").arg(shapeOf(array.first()));
    }
    if (!value.isObject())
        return QString::number(value.type());
    QStringList fields;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        // The trail keeps whatever was changed; a list may be empty here and not there.
        const bool isOpen = it.key() == QLatin1String("before")
                            || it.key() == QLatin1String("after") || it.value().isArray();
        fields.append(isOpen && !it.key().startsWith(QLatin1String("item"))
                          ? it.key()
                          : QStringLiteral("%1:%2").arg(it.key(), shapeOf(it.value())));
    }
    return QStringLiteral("{%1}").arg(fields.join(QLatin1Char(' ')));
}

const QString plant = QStringLiteral("10.0.0.0/24");

} // namespace

void tst_ControlAnswers::initTestCase()
{
    m_fixture = std::make_unique<ControlFixture>();
    const auto started = m_fixture->start();
    QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().text));
    QVERIFY(
        local(QStringLiteral("admin.add"), {{QStringLiteral("name"), QStringLiteral("root")},
                                            {QStringLiteral("password"), ControlFixture::password},
                                            {QStringLiteral("role"), QStringLiteral("admin")}})
            .ok());
    putMessage();
    putMessage();
}

void tst_ControlAnswers::putMessage()
{
    mail::Envelope envelope;
    envelope.sender = mail::MailAddress::parse("printer@example.com").value();
    envelope.recipients = {{mail::MailAddress::parse("boss@example.org").value(), {}}};
    envelope.clientAddress = QStringLiteral("10.0.0.17");
    std::optional<Result<bool>> stored;
    m_fixture->storage().submit<bool>(
        &m_fixture->server(),
        [envelope](storage::Database &database) -> Result<bool> {
            storage::QueueStore store(database);
            const QString id = storage::QueueStore::newQueueId(1764000000000);
            if (const auto done = store.appendChunk(id, 0, "x\r\n"); !done.ok())
                return done.error();
            const auto done = store.insertMessage(id, envelope, 3, {}, 1764000000000);
            return done.ok() ? Result<bool>(true) : Result<bool>(done.error());
        },
        [&stored](const Result<bool> &result) { stored = result; });
    QTRY_VERIFY(stored.has_value());
    QVERIFY2(stored->ok(), stored->ok() ? "" : qPrintable(stored->error().text));
}

void tst_ControlAnswers::answersAsInItsGoldenFile_data()
{
    QTest::addColumn<QString>("method");
    // Additions before what they make possible, removals after it; the rest as in the catalogue.
    const QStringList first{QStringLiteral("whitelist.preview"), QStringLiteral("whitelist.add"),
                            QStringLiteral("domain.add"),        QStringLiteral("route.set"),
                            QStringLiteral("user.add"),          QStringLiteral("admin.add"),
                            QStringLiteral("settings.set")};
    const QStringList last{QStringLiteral("pair.redeem"),  QStringLiteral("login"),
                           QStringLiteral("login.resume"), QStringLiteral("logout"),
                           QStringLiteral("queue.remove"), QStringLiteral("whitelist.remove")};
    QStringList methods = first;
    for (const control::MethodSpec &method : control::catalogue()) {
        const QString name = method.name.toString();
        if (!first.contains(name) && !last.contains(name)
            && !name.endsWith(QLatin1String(".remove")))
            methods.append(name);
    }
    for (const control::MethodSpec &method : control::catalogue()) {
        const QString name = method.name.toString();
        if (name.endsWith(QLatin1String(".remove")) && !last.contains(name))
            methods.append(name);
    }
    methods += last;
    QCOMPARE(methods.size(), static_cast<qsizetype>(control::catalogue().size()));
    for (const QString &name : methods)
        QTest::newRow(qPrintable(name)) << name;
}

QJsonObject tst_ControlAnswers::currentEntry()
{
    return local(QStringLiteral("whitelist.get"), {{QStringLiteral("address"), plant}})
        .value()
        .value(QLatin1String("entry"))
        .toObject();
}

ControlClient &tst_ControlAnswers::clientFor(const QString &method)
{
    static const QStringList overTls{QStringLiteral("hello"), QStringLiteral("login"),
                                     QStringLiteral("login.resume"), QStringLiteral("pair.redeem"),
                                     QStringLiteral("logout")};
    if (!overTls.contains(method))
        return m_fixture->local();
    if (!m_stranger || !m_stranger->isOpen() || method != QLatin1String("logout"))
        m_stranger = m_fixture->connection();
    return *m_stranger;
}

QJsonObject tst_ControlAnswers::adapted(const QString &method, QJsonObject params)
{
    const auto put = [&params](const QString &key, const QJsonValue &value) {
        params.insert(key, value);
    };
    if (method == QLatin1String("whitelist.update")) {
        QJsonObject entry = params.value(QLatin1String("entry")).toObject();
        for (const QString &field : {QStringLiteral("id"), QStringLiteral("revision")})
            entry.insert(field, currentEntry().value(field));
        put(QStringLiteral("entry"), entry);
    } else if (method == QLatin1String("whitelist.enable")
               || method == QLatin1String("whitelist.disable")) {
        put(QStringLiteral("id"), currentEntry().value(QLatin1String("id")));
        put(QStringLiteral("revision"), currentEntry().value(QLatin1String("revision")));
    } else if (method == QLatin1String("whitelist.remove")) {
        put(QStringLiteral("entries"),
            QJsonArray{
                QJsonObject{{QStringLiteral("id"), currentEntry().value(QLatin1String("id"))}}});
    } else if (method == QLatin1String("queue.show")) {
        const QJsonArray items =
            local(QStringLiteral("queue.list")).value().value(QLatin1String("items")).toArray();
        put(QStringLiteral("id"), items.first().toObject().value(QLatin1String("id")));
    } else if (method == QLatin1String("queue.list")) {
        params.remove(QStringLiteral("filter"));
    } else if (method == QLatin1String("pair.create")) {
        put(QStringLiteral("host"), QStringLiteral("127.0.0.1:%1").arg(m_fixture->port()));
    } else if (method == QLatin1String("pair.redeem")) {
        const QString link = local(QStringLiteral("pair.create"),
                                   {{QStringLiteral("host"), QStringLiteral("127.0.0.1")}})
                                 .value()
                                 .value(QLatin1String("link"))
                                 .toString();
        put(QStringLiteral("code"), link.section(QStringLiteral("code="), -1));
    } else if (method == QLatin1String("login.resume")) {
        const auto signedIn =
            m_fixture->connection()->login(QStringLiteral("root"), ControlFixture::password);
        put(QStringLiteral("token"), signedIn.value().value(QLatin1String("token")));
    }
    return params;
}

void tst_ControlAnswers::answersAsInItsGoldenFile()
{
    QFETCH(QString, method);
    const QJsonObject file = golden(method);
    const QJsonObject params = adapted(method, file.value(QLatin1String("params")).toObject());
    const auto answer = clientFor(method).call(method, params);
    QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.error().text));
    QCOMPARE(shapeOf(*answer), shapeOf(file.value(QLatin1String("result"))));
}

QTEST_GUILESS_MAIN(tst_ControlAnswers)
#include "tst_ControlAnswers.moc"
