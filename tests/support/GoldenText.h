// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace postern::test
{

/// What a program said, compared line by line with a file of tests/data that someone has read as
/// prose. With POSTERN_WRITE_GOLDEN in the environment the file is written instead.
class GoldenText
{
public:
    /// `name`: path below tests/data, "model/effects.ref".
    explicit GoldenText(const QString &name);

    void add(const QString &line) { m_lines += line; }
    /// Empty if the file says the same; else the first line that differs, with both texts.
    [[nodiscard]] QString difference() const;

private:
    QString m_path;
    QStringList m_lines;
};

/// The sentence behind "name: " in a file of tests/data whose lines are named after tests; empty
/// when it has none.
[[nodiscard]] QString goldenSentence(const QString &file, const QString &name);

/// The lines of a file of tests/data; none when it cannot be read.
[[nodiscard]] QStringList goldenLines(const QString &file);

/// The text that a line of such a file stands for: \uXXXX (four hexadecimal digits, small letters)
/// is that character.
[[nodiscard]] QString withCharacters(QString line);

} // namespace postern::test
