// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/LogEvents.h"

#include <QFile>
#include <QtTest>

using namespace postern::log;

/// The names and the order of the keys are an interface: docs/log.md describes them and
/// administrators' programs read them.
class tst_LogEvents : public QObject
{
    Q_OBJECT

private slots:
    void linesAreAsInTheGoldenFile();
    void everyEventIsDocumented();
};

namespace
{

QList<LogLine> examples()
{
    const std::int64_t at = 1767225600123;
    const SessionTag tag{"7K3FQ2ABCDEF", QStringLiteral("192.0.2.10"), QStringLiteral("relay")};
    AcceptedFields accepted{
        QStringLiteral("6H0QYYN2400XW2"), "a@example.org", 3, 0, 413, "<1@example.org>", {},
        QStringLiteral("entry-1")};
    AcceptedFields held = accepted;
    held.held = 2;
    held.from.clear();
    held.entry.clear();
    held.user = QStringLiteral("mary");
    const RefusedFields refused{"RCPT",
                                "530 5.7.0 Authentication required (ref 7K3F-Q2)",
                                QStringLiteral("login-required"),
                                "7K3F-Q2",
                                "a@example.org",
                                "b@example.net",
                                "printer\x01"};
    const RefusedFields atConnect{"CONNECT",
                                  "421 4.7.0 Too many connections (ref 7K3F-Q2)",
                                  QStringLiteral("too-many-connections"),
                                  "7K3F-Q2",
                                  {},
                                  {},
                                  {}};
    const DeliveryFields delivery{QStringLiteral("6H0QYYN2400XW2"),
                                  QStringLiteral("b@example.net"),
                                  QStringLiteral("mx.example.net[192.0.2.1]:25"),
                                  QStringLiteral("TLSv1.3 TLS_AES_256_GCM_SHA384"),
                                  QStringLiteral("250 2.0.0 Ok\nqueued"),
                                  140,
                                  QStringLiteral("delivered")};
    return {
        connectLine(at, tag),
        disconnectLine(at, tag, 3, "quit"),
        tlsLine(at, tag, u"TLSv1.3", u"TLS_AES_256_GCM_SHA384"),
        tlsFailedLine(at, tag, u"handshake failed: wrong version number"),
        decideLine(at, tag,
                   {"recipient", QStringLiteral("allow"), QStringLiteral("auth-bypass"),
                    QStringLiteral("entry-1")}),
        decideLine(at, tag,
                   {"mail", QStringLiteral("refuse"), QStringLiteral("login-required"), {}}),
        authLine(at, tag, u"mary", "PLAIN", "accepted"),
        authLine(at, tag, u"", "LOGIN", "throttled"),
        acceptedLine(at, tag, accepted),
        acceptedLine(at, tag, held),
        replyLine(at, tag, {"MAIL FROM:<a@example.org>", "250 2.1.0 Sender accepted", "Mail"}),
        replyLine(at, tag, {{}, "220 mx.example.net ESMTP", "Connected"}),
        refusedLine(at, tag, refused),
        refusedLine(at, tag, atConnect),
        deliveryLine(at, delivery),
        changeLine(at, u"alice", u"192.0.2.5", u"whitelist.add", u"10.0.0.0/24"),
        consoleRefusedLine(at, u"192.0.2.5", u"The client does not speak TLS."),
        serverLine(at, "ready", u"taking mail"),
        serverLine(at, "stopped", u""),
    };
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void tst_LogEvents::linesAreAsInTheGoldenFile()
{
    QByteArray text;
    for (const LogLine &line : examples())
        text += line.text() + '\n';
    QCOMPARE(text, contentOf(QStringLiteral(POSTERN_TEST_DATA "/log/lines.ref")));
}

void tst_LogEvents::everyEventIsDocumented()
{
    const QByteArray documentation = contentOf(QStringLiteral(POSTERN_SOURCE_DIR "/docs/log.md"));
    for (const LogLine &line : examples()) {
        for (const QByteArray &pair : line.text().split(' ')) {
            const qsizetype equals = pair.indexOf('=');
            const QByteArray key = pair.left(equals);
            if (equals <= 0 || key.contains('"'))
                continue;
            QVERIFY2(documentation.contains('`' + key + '`'), key.constData());
            if (key == "event")
                QVERIFY2(documentation.contains('`' + pair.mid(equals + 1) + '`'),
                         pair.constData());
        }
    }
}

QTEST_APPLESS_MAIN(tst_LogEvents)
#include "tst_LogEvents.moc"
