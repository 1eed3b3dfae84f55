// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/EscapedText.h"

namespace postern::test
{

namespace
{

// "*N{text}" at the front of `text`: the bytes it stands for; `used` becomes its length.
QByteArray repeated(QByteArrayView text, qsizetype &used)
{
    const qsizetype open = text.indexOf('{');
    const qsizetype close = text.indexOf('}');
    if (open < 0 || close < open)
        qFatal("A repetition is written \\*N{text}");
    used = close + 1;
    const int count = text.sliced(1, open - 1).toByteArray().toInt();
    return unescaped(text.sliced(open + 1, close - open - 1)).repeated(count);
}

} // namespace

QByteArray unescaped(QByteArrayView text)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            bytes += text[i];
            continue;
        }
        qsizetype used = 1;
        const char kind = text[i + 1];
        if (kind == 'r')
            bytes += '\r';
        else if (kind == 'n')
            bytes += '\n';
        else if (kind == 't')
            bytes += '\t';
        else if (kind == '0')
            bytes += '\0';
        else if (kind == 'x' && i + 3 < text.size())
            bytes += QByteArray::fromHex(text.sliced(i + 2, 2).toByteArray());
        else if (kind == '*')
            bytes += repeated(text.sliced(i + 1), used);
        else
            bytes += kind;
        i += kind == 'x' ? 3 : used;
    }
    return bytes;
}

QByteArray escaped(QByteArrayView bytes)
{
    QByteArray text;
    for (const char c : bytes) {
        if (c == '\r')
            text += "\\r";
        else if (c == '\n')
            text += "\\n";
        else if (c == '\\')
            text += "\\\\";
        else if (c < 0x20 || c > 0x7e)
            text += "\\x" + QByteArray(1, c).toHex();
        else
            text += c;
    }
    return text;
}

} // namespace postern::test
