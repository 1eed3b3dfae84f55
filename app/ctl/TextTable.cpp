// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/TextTable.h"

#include "app/ctl/Wording.h"

#include <QTextStream>

#include <algorithm>

namespace postern::ctl
{

namespace
{

// Letters outside the first plane are two code units and one column.
qsizetype columnsOf(const QString &text)
{
    return std::count_if(text.cbegin(), text.cend(), [](QChar c) {
        return !c.isLowSurrogate() && c.category() != QChar::Mark_NonSpacing;
    });
}

void printRow(QTextStream &out, const QStringList &row, const QList<qsizetype> &widths)
{
    QString line;
    for (qsizetype column = 0; column < row.size(); ++column) {
        line += row.at(column);
        if (column + 1 < row.size())
            line += QString(widths.at(column) - columnsOf(row.at(column)) + 2, u' ');
    }
    while (line.endsWith(u' '))
        line.chop(1);
    out << line << '\n';
}

} // namespace

void TextTable::add(QStringList row)
{
    for (QString &cell : row)
        cell = printable(cell);
    m_rows.append(std::move(row));
}

void TextTable::print(QTextStream &out) const
{
    QList<qsizetype> widths;
    for (qsizetype column = 0; column < m_heading.size(); ++column) {
        qsizetype width = columnsOf(m_heading.at(column));
        for (const QStringList &row : m_rows)
            width = std::max(width, columnsOf(row.at(column)));
        widths.append(width);
    }
    printRow(out, m_heading, widths);
    for (const QStringList &row : m_rows)
        printRow(out, row, widths);
    out.flush();
}

void FieldList::print(QTextStream &out) const
{
    qsizetype width = 0;
    for (const QStringList &field : m_fields)
        width = std::max(width, columnsOf(field.first()));
    for (const QStringList &field : m_fields)
        printRow(out, {field.first(), printable(field.last())}, {width});
    out.flush();
}

} // namespace postern::ctl
