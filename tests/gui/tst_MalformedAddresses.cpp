// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/Button.h"
#include "app/console/widgets/LineField.h"
#include "app/console/widgets/LiveLine.h"
#include "tests/gui/support/ConsoleFixture.h"
#include "tests/support/GoldenText.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QRegularExpression>

using namespace postern;
using postern::test::ConsoleFixture;
using postern::test::goldenLines;
using postern::test::withCharacters;

namespace
{

/// The right texts that a sentence of ranges.ref ends with: "Write 10.0.0.0/8 or 10.0.0.1."
QStringList proposalsIn(const QString &sentence)
{
    static const QRegularExpression proposal(QStringLiteral(" Write (\\S+)(?: or (\\S+))?\\.$"));
    static const QRegularExpression choice(
        QStringLiteral(" Use (\\S+) for the whole network or (\\S+) for this one machine\\.$"));
    QRegularExpressionMatch match = proposal.match(sentence);
    if (!match.hasMatch())
        match = choice.match(sentence);
    QStringList texts = match.capturedTexts().mid(1);
    texts.removeAll(QString());
    return texts;
}

QStringList offeredIn(ConsoleFixture &console)
{
    QStringList texts;
    for (const char *name : {"correctionButton0", "correctionButton1", "correctionButton2"}) {
        if (console.isShown(name))
            texts.append(console.find<Button>(name)->text());
    }
    return texts;
}

} // namespace

/// Every malformed address of the golden file, in the modal.
class tst_MalformedAddresses : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void everyMalformedLineIsToldBesideTheField_data() { addRefusedLines(); }
    void everyMalformedLineIsToldBesideTheField();
    void everyCorrectionIsOneClick_data() { addRefusedLines(); }
    void everyCorrectionIsOneClick();
    void blanksAroundAnAddressDoNotMatter();
    void cleanupTestCase() { m_console.reset(); }

private:
    static void addRefusedLines();
    void paste(const QString &text);
    [[nodiscard]] LineField &field() { return *m_console->find<LineField>("addressLineEdit"); }
    [[nodiscard]] bool canSave() { return m_console->find("saveButton")->isEnabled(); }

    std::unique_ptr<ConsoleFixture> m_console;
};

void tst_MalformedAddresses::initTestCase()
{
    m_console = std::make_unique<ConsoleFixture>();
    QVERIFY(m_console->open());
    m_console->click("newButton");
    m_console->click("smtpToggle"); // nothing but the address keeps Save from being pressed
}

void tst_MalformedAddresses::init()
{
    m_console->type("addressLineEdit", QStringLiteral("192.0.2.5"));
    QVERIFY(canSave());
}

void tst_MalformedAddresses::addRefusedLines()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    const QStringList lines = goldenLines(QStringLiteral("net/ranges.ref"));
    int refused = 0;
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
        const QString &answer = lines.at(i + 1);
        if (lines.at(i).startsWith(u"    ") || !answer.startsWith(u"    ")
            || answer.startsWith(u"    = "))
            continue;
        const QString text = withCharacters(lines.at(i));
        if (text.trimmed() != text)
            continue; // the field forgives blanks; see blanksAroundAnAddressDoNotMatter()
        ++refused;
        QTest::newRow(qPrintable(lines.at(i)))
            << text << answer.mid(answer.indexOf(QStringLiteral(": ")) + 2);
    }
    QVERIFY2(refused >= 120, "the golden file has too few malformed lines");
}

// By the clipboard: some of the characters are on no keyboard.
void tst_MalformedAddresses::paste(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    QTest::mouseClick(&field(), Qt::LeftButton);
    QTest::keyClick(&field(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&field(), Qt::Key_V, Qt::ControlModifier);
}

void tst_MalformedAddresses::everyMalformedLineIsToldBesideTheField()
{
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    paste(text);
    QCOMPARE(field().text(), text);
    QCOMPARE(m_console->textOf("meaningLineLabel"), sentence);
    QCOMPARE(m_console->find<LiveLine>("meaningLine")->voice(), LiveLine::Voice::Error);
    QCOMPARE(field().accessibleDescription(), sentence);
    QVERIFY(field().isInError());
    QVERIFY(!canSave());
    QStringList buttons;
    for (const QString &proposal : proposalsIn(sentence))
        buttons.append(QStringLiteral("Use ") + proposal);
    QCOMPARE(offeredIn(*m_console), buttons);
}

void tst_MalformedAddresses::everyCorrectionIsOneClick()
{
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    const QStringList proposals = proposalsIn(sentence);
    for (qsizetype i = 0; i < proposals.size(); ++i) {
        paste(text);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        m_console->click(qPrintable(QStringLiteral("correctionButton%1").arg(i)));
        QCOMPARE(field().text(), proposals.at(i));
        QVERIFY2(!field().isInError(), qPrintable(m_console->textOf("meaningLineLabel")));
        QCOMPARE(offeredIn(*m_console), QStringList());
        QVERIFY(field().hasFocus());
    }
}

void tst_MalformedAddresses::blanksAroundAnAddressDoNotMatter()
{
    paste(QStringLiteral(" \t10.0.0.1 \n"));
    QVERIFY(!field().isInError());
    QVERIFY(canSave());
    paste(QStringLiteral("  "));
    QCOMPARE(m_console->textOf("meaningLineLabel"), QString());
    QVERIFY(!canSave());
}

QTEST_MAIN(tst_MalformedAddresses)
#include "tst_MalformedAddresses.moc"
