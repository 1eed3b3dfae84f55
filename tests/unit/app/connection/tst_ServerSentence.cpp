// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/ServerSentence.h"

#include "shared/ErrorCode.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QTest>
#include <QTranslator>

using namespace postern;

namespace
{

/// Translates whatever belongs to the server's sentences by a mark before it.
class MarkingTranslator : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source, const char *,
                                    int) const override
    {
        return qstrcmp(context, "ServerSentence") == 0
                   ? QStringLiteral("own: ") + QString::fromUtf8(source)
                   : QString();
    }
};

const auto english = QStringLiteral("What the server says in English.");

} // namespace

class tst_ServerSentence : public QObject
{
    Q_OBJECT

private slots:
    void saysItByTheStableNames_data();
    void saysItByTheStableNames();
    void saysItByTheCode_data();
    void saysItByTheCode();
    void hasASentenceForEveryCode();
    void keepsTheServersTextForACodeOfANewerServer();
    void keepsTheServersTextWithoutATranslation();
    void keepsKindFieldAndData();
};

void tst_ServerSentence::saysItByTheStableNames_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonObject>("data");
    QTest::addColumn<QString>("expected");
    const QString address = QStringLiteral("address");
    const QJsonObject entry{{address, QStringLiteral("192.0.2.10")},
                            {QStringLiteral("changedBy"), QStringLiteral("ben")}};
    QTest::newRow("duplicate entry")
        << ErrorKind::Refused << address << QJsonObject{{QStringLiteral("existing"), entry}}
        << "own: 192.0.2.10 is on the whitelist already. Edit that entry instead.";
    QTest::newRow("crossing")
        << ErrorKind::Refused << address
        << QJsonObject{{QStringLiteral("crossing"), QStringLiteral("10.0.0.0/8")},
                       {QStringLiteral("pieces"),
                        QJsonArray{QStringLiteral("9.0.0.0/8"), QStringLiteral("11.0.0.0/8")}}}
        << "own: This range crosses 10.0.0.0/8. Ranges may lie inside one another or apart. Use "
           "these instead: 9.0.0.0/8, 11.0.0.0/8.";
    QTest::newRow("duplicate domain")
        << ErrorKind::Refused << "domain"
        << QJsonObject{{QStringLiteral("existing"),
                        QJsonObject{{QStringLiteral("name"), QStringLiteral("example.com")}}}}
        << "own: example.com is an accepted domain already.";
    QTest::newRow("stale") << ErrorKind::Conflict << QString()
                           << QJsonObject{{QStringLiteral("current"), entry}}
                           << "own: ben changed this meanwhile; nothing was saved. Look at the "
                              "current version and decide again.";
    QTest::newRow("removed") << ErrorKind::Conflict << QString() << QJsonObject()
                             << "own: This was removed meanwhile; nothing was saved.";
    QTest::newRow("throttled") << ErrorKind::Throttled << QString()
                               << QJsonObject{{QStringLiteral("retryAfterSeconds"), 61}}
                               << "own: Too many wrong passwords or codes came from here. Try "
                                  "again in 2 minutes.";
    QTest::newRow("unknown refusal") << ErrorKind::Refused << "name" << QJsonObject() << english;
    QTest::newRow("a sentence about the input")
        << ErrorKind::Invalid << address << QJsonObject() << english;
}

void tst_ServerSentence::saysItByTheStableNames()
{
    QFETCH(ErrorKind, kind);
    QFETCH(QString, field);
    QFETCH(QJsonObject, data);
    QFETCH(QString, expected);
    MarkingTranslator translator;
    QVERIFY(QCoreApplication::installTranslator(&translator));
    QCOMPARE(inOwnLanguage({kind, english, field, data}).text, expected);
}

void tst_ServerSentence::saysItByTheCode_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QJsonObject>("data");
    QTest::addColumn<QString>("expected");
    const QJsonObject named{{QStringLiteral("name"), QStringLiteral("anna")}};
    QTest::newRow("user") << ErrorKind::Refused << ErrorCode::UserTaken
                          << QJsonObject{{QStringLiteral("name"), QStringLiteral("50%2")},
                                         {QStringLiteral("user"), QStringLiteral("printer")}}
                          << "own: The login name 50%2 is taken by the SMTP user printer. Choose "
                             "another.";
    QTest::newRow("administrator")
        << ErrorKind::Refused << ErrorCode::AdministratorTaken << named
        << "own: There is an administrator named anna already. Choose another name.";
    QTest::newRow("last") << ErrorKind::Refused << ErrorCode::LastAdministrator << named
                          << "own: anna is the last System Administrator. Give another "
                             "administrator that role first.";
    QTest::newRow("not by the kind alone")
        << ErrorKind::Forbidden << ErrorCode::WouldWiden
        << QJsonObject{{QStringLiteral("range"), QStringLiteral("10.0.0.0/8")}}
        << "own: Switching 10.0.0.0/8 off would let some of its clients do more than now, because "
           "a wider entry then decides for them. That needs a System Administrator.";
    const QJsonObject ports{{QStringLiteral("listening"), QStringLiteral("127.0.0.1:2600")},
                            {QStringLiteral("wanted"), QStringLiteral("0.0.0.0:2600")},
                            {QStringLiteral("file"), QStringLiteral("/etc/postern.toml")}};
    QTest::newRow("host") << ErrorKind::Refused << ErrorCode::NotListening << ports
                          << "own: The control port listens on 127.0.0.1:2600 only. Set [control] "
                             "listen = \"0.0.0.0:2600\" in /etc/postern.toml.";
    QTest::newRow("code") << ErrorKind::Unauthorized << ErrorCode::PairingCode << QJsonObject()
                          << "own: This pairing code is wrong, used or over. Ask for a new link.";
}

void tst_ServerSentence::saysItByTheCode()
{
    QFETCH(ErrorKind, kind);
    QFETCH(ErrorCode, code);
    QFETCH(QJsonObject, data);
    QFETCH(QString, expected);
    MarkingTranslator translator;
    QVERIFY(QCoreApplication::installTranslator(&translator));
    QCOMPARE(inOwnLanguage({kind, english, {}, withCode(code, data)}).text, expected);
}

// The codes stand in a row, so the last one ends them.
void tst_ServerSentence::hasASentenceForEveryCode()
{
    MarkingTranslator translator;
    QVERIFY(QCoreApplication::installTranslator(&translator));
    for (int i = 0; i <= static_cast<int>(ErrorCode::Busy); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        const QString text = inOwnLanguage({ErrorKind::Refused, english, {}, withCode(code)}).text;
        QVERIFY2(text.startsWith(QLatin1String("own: ")), qPrintable(errorCodeName(code)));
    }
}

void tst_ServerSentence::keepsTheServersTextForACodeOfANewerServer()
{
    MarkingTranslator translator;
    QVERIFY(QCoreApplication::installTranslator(&translator));
    const QJsonObject data{{QStringLiteral("code"), QStringLiteral("of-tomorrow")}};
    QCOMPARE(inOwnLanguage({ErrorKind::Refused, english, {}, data}).text, english);
    // Where the kind says nothing of the rule, the server's sentence says more than the kind's.
    QCOMPARE(inOwnLanguage({ErrorKind::Forbidden, english, {}, data}).text, english);
}

void tst_ServerSentence::keepsTheServersTextWithoutATranslation()
{
    QCOMPARE(inOwnLanguage({ErrorKind::NotFound, english}).text, english);
}

void tst_ServerSentence::keepsKindFieldAndData()
{
    MarkingTranslator translator;
    QVERIFY(QCoreApplication::installTranslator(&translator));
    const QJsonObject data{{QStringLiteral("existing"), QJsonObject()}};
    const Error said = inOwnLanguage({ErrorKind::NotFound, english, QStringLiteral("name"), data});
    QVERIFY(said.text != english);
    QCOMPARE(said.kind, ErrorKind::NotFound);
    QCOMPARE(said.field, QStringLiteral("name"));
    QCOMPARE(said.data, data);
}

QTEST_GUILESS_MAIN(tst_ServerSentence)
#include "tst_ServerSentence.moc"
