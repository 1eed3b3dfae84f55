// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/BreakableText.h"

namespace postern
{

namespace
{

constexpr int longestRun = 40;
constexpr int longBeforeDash = 20;
constexpr QChar zeroWidthSpace(0x200B);

} // namespace

QString breakable(const QString &text)
{
    QString result;
    int run = 0;
    for (const QChar ch : text) {
        run = ch.isSpace() ? 0 : run + 1;
        result.append(ch);
        const bool isLongDash = ch == u'-' && run > longBeforeDash;
        if (isLongDash || (run == longestRun && !ch.isHighSurrogate())) {
            result.append(zeroWidthSpace);
            run = 0;
        }
    }
    return result;
}

} // namespace postern
