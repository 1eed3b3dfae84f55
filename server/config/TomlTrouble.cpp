// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/TomlTrouble.h"

#include "server/config/TomlGuard.h"

#include <QList>
#include <QRegularExpression>

namespace postern::config
{

namespace
{

QString trimmed(const QByteArray &line)
{
    return QString::fromUtf8(line).trimmed();
}

/// `[control]` or `[[listener]]`, which may have a comment behind it.
QString tableIn(const QString &line)
{
    static const QRegularExpression heading(
        QStringLiteral("^\\[\\[?\\s*([A-Za-z0-9_.-]+)\\s*\\]\\]?\\s*(#.*)?$"));
    return heading.match(line).captured(1);
}

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\'';
}

} // namespace

TomlTrouble::TomlTrouble(const QByteArray &toml, int line, QString description)
    : m_description(std::move(description))
{
    const QList<QByteArray> lines = toml.split('\n');
    m_line = trimmed(lines.value(line - 1));
    for (qsizetype above = qMin<qsizetype>(line - 1, lines.size()) - 1;
         above >= 0 && m_table.isEmpty(); --above) {
        const QString table = tableIn(trimmed(lines.at(above)));
        if (!table.isEmpty())
            m_table = table + u'.';
    }
    static const QRegularExpression pair(QStringLiteral("^([A-Za-z0-9_.-]+)\\s*=\\s*(.*)$"));
    const QRegularExpressionMatch match = pair.match(m_line);
    m_name = match.captured(1);
    m_value = match.captured(2);
    if (!m_value.isEmpty() && !isQuote(m_value.front()))
        m_value = m_value.section(u'#', 0, 0).trimmed();
}

QString TomlTrouble::key() const
{
    return m_name.isEmpty() ? QString() : m_table + m_name;
}

QString TomlTrouble::complaint() const
{
    if (m_description.contains(QStringLiteral("redefine"))) {
        return m_name.isEmpty()
                   ? QStringLiteral("this table stands here a second time; write all its keys "
                                    "under one heading")
                   : QStringLiteral("the key stands here a second time; write it once");
    }
    const QString aboutValue = m_name.isEmpty() ? QString() : complaintAboutValue();
    if (!aboutValue.isEmpty())
        return aboutValue;
    return QStringLiteral("this is not TOML: %1; write key = \"value\"").arg(m_description);
}

QString TomlTrouble::complaintAboutValue() const
{
    if (m_value.isEmpty())
        return QStringLiteral("the value is missing; write %1 = \"value\"").arg(m_name);
    const QChar first = m_value.front();
    if (isQuote(first)) {
        if (m_value.indexOf(first, 1) >= 0)
            return {};
        return QStringLiteral("the quote at the end of the value is missing; write %1 = %2")
            .arg(m_name, tomlText(m_value.mid(1)));
    }
    // A list or a table in one line, unless it is an IPv6 address with its port.
    static const QRegularExpression bracketed(QStringLiteral("^\\[[0-9A-Fa-f:.]+\\](:\\d+)?$"));
    if (first == u'{' || (first == u'[' && !bracketed.match(m_value).hasMatch()))
        return {};
    return QStringLiteral("quotes are missing around the value; write %1 = %2")
        .arg(m_name, tomlText(QString(m_value).remove(u'"').remove(u'\'')));
}

} // namespace postern::config
