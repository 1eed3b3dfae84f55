// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/control/Catalogue.h"
#include "shared/control/Message.h"
#include "shared/control/ValueCodec.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <functional>

using namespace postern;
using namespace postern::control;

namespace
{

QString folder()
{
    return QStringLiteral(POSTERN_TEST_DATA "/control");
}

QJsonObject golden(const QString &method)
{
    QFile file(QStringLiteral("%1/%2.json").arg(folder(), method));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

using Reencode = std::function<Result<QJsonObject>(const QJsonObject &)>;

template<typename T>
Result<QJsonObject> through(const QJsonObject &object)
{
    const Result<T> value = fromJson<T>(object);
    if (!value.ok())
        return value.error();
    return toJson(*value);
}

// What stands in a result under which name. `item` and `items` depend on the method.
Reencode codecFor(const QString &method, const QString &field)
{
    const QString area = method.section(QLatin1Char('.'), 0, 0);
    const QHash<QString, Reencode> byField{
        {QStringLiteral("entry"), through<WhitelistEntry>},
        {QStringLiteral("effects"), through<Effect>},
        {QStringLiteral("explanation"), through<Explanation>},
        {QStringLiteral("administrator"), through<Administrator>},
        {QStringLiteral("user"), through<SmtpUser>},
        {QStringLiteral("domain"), through<AcceptedDomain>},
        {QStringLiteral("route"), through<Route>}};
    const QHash<QString, Reencode> byArea{{QStringLiteral("whitelist"), through<WhitelistEntry>},
                                          {QStringLiteral("domain"), through<AcceptedDomain>},
                                          {QStringLiteral("route"), through<Route>},
                                          {QStringLiteral("user"), through<SmtpUser>},
                                          {QStringLiteral("admin"), through<Administrator>},
                                          {QStringLiteral("queue"), through<QueueItem>},
                                          {QStringLiteral("settings"), through<SettingItem>},
                                          {QStringLiteral("audit"), through<AuditRecord>}};
    return field.startsWith(QLatin1String("item")) ? byArea.value(area) : byField.value(field);
}

} // namespace

class tst_ControlGoldens : public QObject
{
    Q_OBJECT

private slots:
    void everyMethodHasAGoldenFile_data();
    void everyMethodHasAGoldenFile();
    void everyGoldenFileHasAMethod();
    void requestsAndAnswersSurviveTheWire_data();
    void requestsAndAnswersSurviveTheWire();
    void everyMethodIsDocumented_data();
    void everyMethodIsDocumented();
    void namesAreUnique();
    void rolesIncludeOneAnother();
};

namespace
{

void methodRows()
{
    QTest::addColumn<QString>("method");
    for (const MethodSpec &method : catalogue()) {
        const QString name = method.name.toString();
        QTest::newRow(qPrintable(name)) << name;
    }
}

} // namespace

void tst_ControlGoldens::everyMethodHasAGoldenFile_data()
{
    methodRows();
}

void tst_ControlGoldens::everyMethodHasAGoldenFile()
{
    QFETCH(QString, method);
    const QJsonObject object = golden(method);
    QCOMPARE(object.value(QLatin1String("method")).toString(), method);
    QVERIFY(object.value(QLatin1String("params")).isObject());
    QVERIFY(object.value(QLatin1String("result")).isObject());
}

void tst_ControlGoldens::everyGoldenFileHasAMethod()
{
    const QStringList files = QDir(folder()).entryList({QStringLiteral("*.json")}, QDir::Files);
    QCOMPARE(files.size(), static_cast<qsizetype>(catalogue().size()));
    for (const QString &file : files)
        QVERIFY2(findMethod(file.chopped(5)) != nullptr, qPrintable(file));
}

void tst_ControlGoldens::requestsAndAnswersSurviveTheWire_data()
{
    methodRows();
}

void tst_ControlGoldens::requestsAndAnswersSurviveTheWire()
{
    QFETCH(QString, method);
    const QJsonObject object = golden(method);
    const QJsonObject params = object.value(QLatin1String("params")).toObject();
    const auto request = decodeRequest(encode(Request{1, method, params}));
    QVERIFY(request.ok());
    QCOMPARE(request->params, params);

    const QJsonObject result = object.value(QLatin1String("result")).toObject();
    for (const QString &field : result.keys()) {
        const Reencode codec = codecFor(method, field);
        if (!codec)
            continue;
        const QJsonValue value = result.value(field);
        const QJsonArray values = value.isArray() ? value.toArray() : QJsonArray{value};
        for (const QJsonValue &each : values) {
            const auto again = codec(each.toObject());
            QVERIFY2(again.ok(), again.ok() ? "" : qPrintable(again.error().text));
            QCOMPARE(*again, each.toObject());
        }
    }
    if (method == QLatin1String("status.get"))
        QCOMPARE(through<ServerStatus>(result).value(), result);
    if (params.contains(QLatin1String("entry")))
        QVERIFY(entryFromRequest(params.value(QLatin1String("entry")).toObject()).ok());
}

void tst_ControlGoldens::everyMethodIsDocumented_data()
{
    methodRows();
}

void tst_ControlGoldens::everyMethodIsDocumented()
{
    QFETCH(QString, method);
    QFile file(QStringLiteral(POSTERN_SOURCE_DIR "/docs/control-protocol.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    // One row each, which names the least role.
    const std::optional<Role> role = findMethod(method)->role;
    const QString row =
        QStringLiteral("| `%1` | %2 |").arg(method, role ? roleName(*role) : QStringLiteral("-"));
    QVERIFY2(text.contains(row.toUtf8()), qPrintable(row));
}

void tst_ControlGoldens::namesAreUnique()
{
    QStringList names;
    for (const MethodSpec &method : catalogue())
        names.append(method.name.toString());
    QCOMPARE(names.removeDuplicates(), 0);
}

void tst_ControlGoldens::rolesIncludeOneAnother()
{
    QVERIFY(mayCall(Role::Admin, Role::Operator));
    QVERIFY(mayCall(Role::Operator, Role::Auditor));
    QVERIFY(mayCall(Role::Operator, Role::Operator));
    QVERIFY(!mayCall(Role::Operator, Role::Admin));
    QVERIFY(!mayCall(Role::Auditor, Role::Operator));
}

QTEST_APPLESS_MAIN(tst_ControlGoldens)
#include "tst_ControlGoldens.moc"
