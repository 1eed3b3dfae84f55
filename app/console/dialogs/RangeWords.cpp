// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/RangeWords.h"

#include <QCoreApplication>
#include <QLocale>

namespace postern
{

namespace
{

QString text(const char *source)
{
    return QCoreApplication::translate("RangeWords", source);
}

// "16,777,216", grouped as this language does, also beyond 64 bits.
QString grouped(QString digits)
{
    const QString separator = QLocale().groupSeparator();
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, separator);
    return digits;
}

QString sizeWords(const AddressRange &range)
{
    if (range.isSingle())
        return text(QT_TRANSLATE_NOOP("RangeWords", "1 address"));
    return text(QT_TRANSLATE_NOOP("RangeWords", "%1 addresses, %2 to %3"))
        .arg(grouped(range.sizeText()), range.first().toString(), range.last().toString());
}

QString refusalWords(const AddressRange &range)
{
    if (range.prefixLength() == 0) {
        return text(QT_TRANSLATE_NOOP(
            "RangeWords", "This is every address there is. List the networks you know instead."));
    }
    return text(QT_TRANSLATE_NOOP(
                    "RangeWords",
                    "%1 public addresses are too many to send without a login. Use a narrower "
                    "range, or turn off SMTP Auth Bypass."))
        .arg(grouped(range.sizeText()));
}

} // namespace

RangeWords wordsFor(const AddressRange &range, Services services)
{
    RangeWords words;
    const QString size = sizeWords(range);
    switch (widthOf(range, services.testFlag(Service::SmtpAuthBypass))) {
    case Width::Normal:
        words.text = size;
        break;
    case Width::Wide:
        words.voice = LiveLine::Voice::Warning;
        words.text = text(QT_TRANSLATE_NOOP("RangeWords", "Wide: %1")).arg(size);
        break;
    case Width::VeryWide:
        words.voice = LiveLine::Voice::Warning;
        words.text = text(QT_TRANSLATE_NOOP("RangeWords", "Very wide: %1")).arg(size);
        words.needsConfirmation = true;
        break;
    case Width::Refused:
        words.voice = LiveLine::Voice::Error;
        words.text = refusalWords(range);
        words.isRefused = true;
        break;
    }
    return words;
}

} // namespace postern
