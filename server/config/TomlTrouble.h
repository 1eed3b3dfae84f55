// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace postern::config
{

/// What a person did on a line that the TOML library has refused: forgotten quotes, a missing
/// value, a key written twice. Pure; any thread.
class TomlTrouble
{
public:
    /// `line` from 1; `description` is what the library says.
    TomlTrouble(const QByteArray &toml, int line, QString description);

    /// The key that the line gives a value to, with its table; empty where it does not.
    [[nodiscard]] QString key() const;
    /// What is wrong and what would be right, without a full stop.
    [[nodiscard]] QString complaint() const;

private:
    [[nodiscard]] QString complaintAboutValue() const;

    QString m_line;
    QString m_table; ///< of the heading above, with a dot behind it
    QString m_name;
    QString m_value; ///< without the comment behind it
    QString m_description;
};

} // namespace postern::config
