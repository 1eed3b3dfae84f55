// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/GoldenText.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace postern::test
{

GoldenText::GoldenText(const QString &name) : m_path(QStringLiteral(POSTERN_TEST_DATA "/") + name)
{}

QString GoldenText::difference() const
{
    QFile file(m_path);
    const QByteArray text = m_lines.join(u'\n').toUtf8() + '\n';
    if (qEnvironmentVariableIsSet("POSTERN_WRITE_GOLDEN")) {
        const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        return isWritten ? QString() : m_path + QStringLiteral(" cannot be written.");
    }
    if (!file.open(QIODevice::ReadOnly))
        return m_path + QStringLiteral(" cannot be read.");
    QStringList expected = QString::fromUtf8(file.readAll()).split(u'\n');
    expected.removeLast(); // what follows the last line break
    const qsizetype shared = std::min(m_lines.size(), expected.size());
    for (qsizetype i = 0; i < shared; ++i) {
        if (m_lines.at(i) != expected.at(i)) {
            return QStringLiteral("line %1 is\n%2\nand should be\n%3")
                .arg(QString::number(i + 1), m_lines.at(i), expected.at(i));
        }
    }
    if (m_lines.size() == expected.size())
        return {};
    return QStringLiteral("%1 lines instead of %2").arg(m_lines.size()).arg(expected.size());
}

QStringList goldenLines(const QString &file)
{
    QFile golden(QStringLiteral(POSTERN_TEST_DATA "/") + file);
    if (!golden.open(QIODevice::ReadOnly))
        return {};
    QStringList lines = QString::fromUtf8(golden.readAll()).split(u'\n');
    lines.removeLast(); // what follows the last line break
    return lines;
}

QString goldenSentence(const QString &file, const QString &name)
{
    const QStringList lines = goldenLines(file);
    for (const QString &line : lines) {
        if (line.startsWith(name + QStringLiteral(": ")))
            return line.mid(name.size() + 2);
    }
    return {};
}

QString withCharacters(QString line)
{
    static const QRegularExpression escape(QStringLiteral("\\\\u([0-9a-f]{4})"));
    for (QRegularExpressionMatch match = escape.match(line); match.hasMatch();
         match = escape.match(line)) {
        line.replace(match.capturedStart(), match.capturedLength(),
                     QChar(static_cast<char16_t>(match.captured(1).toUInt(nullptr, 16))));
    }
    return line;
}

} // namespace postern::test
