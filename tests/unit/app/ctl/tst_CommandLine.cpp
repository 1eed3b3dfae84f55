// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/CommandLine.h"
#include "shared/model/ChosenId.h"
#include "tests/unit/app/ctl/CannedServer.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace postern;
using namespace postern::ctl;

/// Runs every line of tests/data/ctl/commands.in and compares what is asked, printed and answered
/// with commands.ref, command by command. POSTERN_REWRITE_GOLDEN=1 writes the file anew; then read
/// the difference as prose.
class tst_CommandLine : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void saysWhatItShould_data();
    void saysWhatItShould();
    void refusesEveryMalformedAddressBeforeAsking();
    void docsAreCurrent();
    void cleanupTestCase();

private:
    /// The section of one command in the golden file.
    [[nodiscard]] QString run(const QString &command, int *code = nullptr);

    test::CannedServer m_server;
    QMap<QString, QString> m_expected;
    QStringList m_commands;
    QString m_written;
};

namespace
{

QString readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString goldenPath()
{
    return QStringLiteral(POSTERN_TEST_DATA "/ctl/commands.ref");
}

bool isRewriting()
{
    return qEnvironmentVariableIsSet("POSTERN_REWRITE_GOLDEN");
}

} // namespace

void tst_CommandLine::initTestCase()
{
    qputenv("TZ", "UTC");
    const QString input = readFile(QStringLiteral(POSTERN_TEST_DATA "/ctl/commands.in"));
    for (const QString &line : input.split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.startsWith(u'#'))
            m_commands.append(line);
    }
    QVERIFY(!m_commands.isEmpty());
    const QStringList sections = readFile(goldenPath()).split(QStringLiteral("$ posternctl "));
    for (const QString &section : sections)
        m_expected.insert(section.section(u'\n', 0, 0), section);
}

/// The id that a client chooses is another one each time; that it is one is looked at here.
static QString withoutChosenId(QString request)
{
    static const QRegularExpression id(QStringLiteral("\"id\":\"([0-9a-f-]{36})\""));
    const QRegularExpressionMatch match = id.match(request);
    if (match.hasMatch() && isChosenId(match.captured(1)))
        request.replace(match.captured(1), QStringLiteral("CHOSEN"));
    return request;
}

QString tst_CommandLine::run(const QString &command, int *code)
{
    QString out;
    QTextStream stream(&out);
    CommandLine line(stream, stream, test::CannedServer::now);
    std::vector<std::string> arguments;
    for (const QString &argument : QProcess::splitCommand(command))
        arguments.push_back(argument.toStdString());
    const int ended = line.run(arguments, [this](const ConnectionOptions &) {
        return [this](const QString &method, const QJsonObject &params) {
            return m_server.answer(method, params);
        };
    });
    stream.flush();
    if (code)
        *code = ended;
    QString section = command + u'\n';
    for (const QString &request : m_server.takeRequests())
        section += withoutChosenId(request) + u'\n';
    return section + out + QStringLiteral("[ends with %1]\n\n").arg(ended);
}

void tst_CommandLine::saysWhatItShould_data()
{
    QTest::addColumn<QString>("command");
    for (const QString &command : std::as_const(m_commands))
        QTest::newRow(qPrintable(command)) << command;
}

void tst_CommandLine::saysWhatItShould()
{
    QFETCH(QString, command);
    const QString section = run(command);
    m_written += QStringLiteral("$ posternctl ") + section;
    if (!isRewriting())
        QCOMPARE(section, m_expected.value(command));
}

void tst_CommandLine::refusesEveryMalformedAddressBeforeAsking()
{
    const QString input = readFile(QStringLiteral(POSTERN_TEST_DATA "/net/ranges.in"));
    int refused = 0;
    for (const QString &line : input.split(u'\n', Qt::SkipEmptyParts)) {
        const Result<AddressRange> range = AddressRange::parse(line);
        // A text that begins with a dash is an option to every command line.
        if (range.ok() || line.startsWith(u'-') || line.contains(u'"'))
            continue;
        int code = 0;
        const QString said =
            run(QStringLiteral("whitelist add \"%1\" --services smtp").arg(line), &code);
        QCOMPARE(code, static_cast<int>(ExitCode::Usage));
        QVERIFY2(!said.contains(QStringLiteral("-> ")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("posternctl: address: ")), qPrintable(said));
        ++refused;
    }
    QVERIFY(refused >= 40);
}

void tst_CommandLine::docsAreCurrent()
{
    QString out;
    QTextStream stream(&out);
    const QString reference = CommandLine(stream, stream, 0).reference();
    QVERIFY2(readFile(QStringLiteral(POSTERN_SOURCE_DIR "/docs/posternctl.md")) == reference,
             "docs/posternctl.md is not what the program says: run script/reference.");
}

void tst_CommandLine::cleanupTestCase()
{
    if (!isRewriting())
        return;
    QFile file(goldenPath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(m_written.toUtf8());
}

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_CommandLine.moc"
