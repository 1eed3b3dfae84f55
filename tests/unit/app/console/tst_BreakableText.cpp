// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/BreakableText.h"

#include <QTest>

using namespace postern;

class tst_BreakableText : public QObject
{
    Q_OBJECT

private slots:
    void shortWordsStayWhole();
    void aLongRangeBreaksAfterItsDash();
    void aLongWordBreaksAfterFortyCharacters();
    void nothingIsLost();
};

void tst_BreakableText::shortWordsStayWhole()
{
    const auto text = QStringLiteral("Edit 10.0.0.1-10.0.0.9, the well-known printers");
    QCOMPARE(breakable(text), text);
}

void tst_BreakableText::aLongRangeBreaksAfterItsDash()
{
    QCOMPARE(breakable(QStringLiteral("2001:db8:ffff:ffff::ff01-2001:db8::1")),
             QStringLiteral("2001:db8:ffff:ffff::ff01-\u200B2001:db8::1"));
}

void tst_BreakableText::aLongWordBreaksAfterFortyCharacters()
{
    const QString forty(40, u'a');
    QCOMPARE(breakable(forty + forty + u'b'), forty + QChar(0x200B) + forty + QChar(0x200B) + u'b');
}

void tst_BreakableText::nothingIsLost()
{
    const QString text = QStringLiteral("<1@host> ").repeated(3) + QString(200, u'x');
    QCOMPARE(breakable(text).remove(QChar(0x200B)), text);
}

QTEST_GUILESS_MAIN(tst_BreakableText)
#include "tst_BreakableText.moc"
