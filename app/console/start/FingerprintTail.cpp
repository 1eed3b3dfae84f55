// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/start/FingerprintTail.h"

#include <QCoreApplication>

namespace postern
{

namespace
{

class FingerprintTailTexts
{
    Q_DECLARE_TR_FUNCTIONS(FingerprintTail)
};

} // namespace

TailMatch matchTail(const QString &typed, const QString &expected)
{
    QString digits;
    for (const QChar character : typed) {
        if (!character.isSpace() && character != u':')
            digits += character.toLower();
    }
    if (digits.size() < expected.size() || expected.isEmpty())
        return TailMatch::Incomplete;
    return digits == expected.toLower() ? TailMatch::Right : TailMatch::Wrong;
}

QString tailLabel()
{
    return FingerprintTailTexts::tr("Last 8 digits, as posternctl status on the server shows them");
}

QString tailMismatchText()
{
    return FingerprintTailTexts::tr("If these digits are right, this is not your server.");
}

} // namespace postern
