// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/LogLine.h"

#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <algorithm>

namespace postern::log
{

namespace
{

bool isPlain(char c)
{
    constexpr QByteArrayView others("._:/@+-[]<>,=");
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || others.contains(c);
}

/// Characters that would break or disguise a line: controls, separators, direction marks.
bool isHarmful(QChar c)
{
    const char16_t u = c.unicode();
    return u < 0x20 || (u >= 0x7F && u < 0xA0) || u == 0x2028 || u == 0x2029
           || (u >= 0x200B && u <= 0x200F) || (u >= 0x202A && u <= 0x202E)
           || (u >= 0x2066 && u <= 0x2069) || u == 0xFEFF;
}

QString escaped(QChar c)
{
    switch (c.unicode()) {
    case u'\n':
        return QStringLiteral("\\n");
    case u'\r':
        return QStringLiteral("\\r");
    case u'\t':
        return QStringLiteral("\\t");
    default:
        return QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
    }
}

QByteArray quoted(QStringView value)
{
    QString text;
    text.reserve(value.size() + 2);
    text.append(u'"');
    for (const QChar c : value) {
        if (isHarmful(c)) {
            text.append(escaped(c));
            continue;
        }
        if (c == u'"' || c == u'\\')
            text.append(u'\\');
        text.append(c);
    }
    text.append(u'"');
    return text.toUtf8();
}

} // namespace

LogLine::LogLine(std::int64_t atUtcMs, QByteArrayView event, LogArea area) : m_area(area)
{
    m_text.reserve(256);
    m_text += "time=";
    m_text +=
        QDateTime::fromMSecsSinceEpoch(atUtcMs, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
    add("event", event);
}

void LogLine::begin(QByteArrayView key)
{
    m_text += ' ';
    m_text += key;
    m_text += '=';
}

LogLine &LogLine::add(QByteArrayView key, QByteArrayView value)
{
    const bool isShort = value.size() <= maxValueLength;
    if (!value.isEmpty() && isShort && std::all_of(value.begin(), value.end(), isPlain)) {
        begin(key);
        m_text += value;
        return *this;
    }
    return add(key, QStringView(QString::fromUtf8(value)));
}

LogLine &LogLine::add(QByteArrayView key, QStringView value)
{
    begin(key);
    const auto isPlainChar = [](QChar c) { return c.unicode() < 0x7F && isPlain(c.toLatin1()); };
    if (value.size() > maxValueLength)
        m_text += quoted(value.left(maxValueLength).toString() + QStringLiteral("..."));
    else if (!value.isEmpty() && std::all_of(value.begin(), value.end(), isPlainChar))
        m_text += value.toLatin1();
    else
        m_text += quoted(value);
    return *this;
}

LogLine &LogLine::add(QByteArrayView key, std::int64_t value)
{
    begin(key);
    m_text += QByteArray::number(qint64(value));
    return *this;
}

LogLine &LogLine::addUnlessEmpty(QByteArrayView key, QByteArrayView value)
{
    return value.isEmpty() ? *this : add(key, value);
}

LogLine &LogLine::addUnlessEmpty(QByteArrayView key, QStringView value)
{
    return value.isEmpty() ? *this : add(key, value);
}

} // namespace postern::log
