// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/ServerSentence.h"

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
