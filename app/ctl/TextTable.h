// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

QT_FORWARD_DECLARE_CLASS(QTextStream)

namespace postern::ctl
{

/// Rows under a heading, each column as wide as its widest cell; the last one is never padded.
/// Cells are made printable.
class TextTable
{
public:
    explicit TextTable(QStringList heading) : m_heading(std::move(heading)) {}

    void add(QStringList row);
    [[nodiscard]] bool isEmpty() const { return m_rows.isEmpty(); }
    void print(QTextStream &out) const;

private:
    QStringList m_heading;
    QList<QStringList> m_rows;
};

/// Names and values below each other, the values aligned.
class FieldList
{
public:
    void add(const QString &name, const QString &value) { m_fields.append({name, value}); }
    void print(QTextStream &out) const;

private:
    QList<QStringList> m_fields;
};

} // namespace postern::ctl
