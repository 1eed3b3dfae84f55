// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/TomlGuard.h"

#include <QList>

#include <algorithm>

namespace postern::config
{

namespace
{

constexpr char ByteOrderMark[] = "\xEF\xBB\xBF";

bool isForbidden(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

bool isBeyondAscii(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

bool isBareKey(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
           || c == '-';
}

QString hexadecimal(char32_t code, int digits)
{
    return QStringLiteral("%1").arg(uint(code), digits, 16, QLatin1Char('0')).toUpper();
}

/// TOML 1.0, "String": four digits, or eight beyond the first plane.
QString escape(char32_t code)
{
    return code > 0xFFFF ? u"\\U"_qs + hexadecimal(code, 8) : u"\\u"_qs + hexadecimal(code, 4);
}

QString complaintAboutLetter(QByteArrayView from)
{
    const QString letters = QString::fromUtf8(from.first(std::min<qsizetype>(from.size(), 4)));
    const char32_t code = letters.toUcs4().value(0);
    if (code == QChar::ReplacementCharacter)
        return QStringLiteral("the file is not in UTF-8; save it as UTF-8 or in ASCII alone");
    return QStringLiteral("there is a letter beyond ASCII (U+%1) outside of a comment; quotes must "
                          "be plain ones, as in key = \"value\", and between them this letter is "
                          "written as %2")
        .arg(hexadecimal(code, 4), escape(code));
}

} // namespace

QString TomlGuard::complaint()
{
    const auto forbidden = std::find_if(m_toml.begin(), m_toml.end(), isForbidden);
    if (forbidden != m_toml.end()) {
        m_at = forbidden - m_toml.begin();
        return QStringLiteral("there is a control character; the file must be plain text in UTF-8");
    }
    if (m_toml.startsWith(ByteOrderMark))
        m_at = qsizetype(sizeof ByteOrderMark) - 1;
    return complaintAboutTokens();
}

QString TomlGuard::complaintAboutTokens()
{
    bool lineBegins = true;
    while (m_at < m_toml.size()) {
        const char c = m_toml[m_at];
        if (isBeyondAscii(c))
            return complaintAboutLetter(QByteArrayView(m_toml).sliced(m_at));
        if (c == '[' && lineBegins && isNameless()) {
            return QStringLiteral("a table's name is missing after the bracket; write it as "
                                  "[[listener]] or [control]");
        }
        if (c == '#')
            skipComment();
        else if (c == '"' || c == '\'')
            skipText(c);
        else
            ++m_at;
        lineBegins = c == '\n' || c == '#' || (lineBegins && QByteArrayView(" \t\r").contains(c));
    }
    return {};
}

void TomlGuard::skipComment()
{
    const qsizetype end = m_toml.indexOf('\n', m_at);
    m_at = end < 0 ? m_toml.size() : end + 1;
}

/// TOML 1.0, "String": one quote of either kind, or three over several lines. Stops at a letter
/// beyond ASCII, and at the end of the line where a text is not closed: of that the library speaks.
void TomlGuard::skipText(char quote)
{
    const bool isLong = m_toml.mid(m_at, 3) == QByteArray(3, quote);
    const QByteArray end(isLong ? 3 : 1, quote);
    m_at += end.size();
    while (m_at < m_toml.size() && !isBeyondAscii(m_toml[m_at])) {
        if (m_toml.mid(m_at, end.size()) == end) {
            m_at += end.size();
            return;
        }
        if (!isLong && m_toml[m_at] == '\n')
            return;
        const bool isPair = quote == '"' && m_toml[m_at] == '\\' && m_at + 1 < m_toml.size()
                            && !isBeyondAscii(m_toml[m_at + 1]);
        m_at += isPair ? 2 : 1;
    }
}

bool TomlGuard::isNameless() const
{
    qsizetype at = m_at + (m_toml.mid(m_at, 2) == "[[" ? 2 : 1);
    while (at < m_toml.size() && (m_toml[at] == ' ' || m_toml[at] == '\t'))
        ++at;
    const char first = at < m_toml.size() ? m_toml[at] : '\0';
    return !isBareKey(first) && first != '"' && first != '\'' && first != ']';
}

QString tomlText(const QString &text)
{
    QString result = QStringLiteral("\"");
    const QList<uint> codes = text.toUcs4();
    for (const char32_t code : codes) {
        if (code == U'"' || code == U'\\')
            result += u'\\';
        if (code < 0x20 || code >= 0x7F)
            result += escape(code);
        else
            result += QChar(ushort(code));
    }
    return result + u'"';
}

} // namespace postern::config
