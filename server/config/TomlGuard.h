// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace postern::config
{

/// Reads over a TOML 1.0 document before the library does, and refuses what the library takes for
/// granted is not there: it asserts on it in a debug build and goes astray in another. That is:
///
/// - control characters other than tab, line feed and carriage return ("Comment", "String");
/// - a table whose name is missing behind the bracket ("Table");
/// - letters beyond ASCII outside of comments. TOML allows them in quoted texts too; there they can
///   be written as `\uXXXX` just as well, and only so does a misplaced quote stay harmless.
///
/// A UTF-8 byte order mark at the beginning is passed over. Pure; any thread.
class TomlGuard
{
public:
    /// `toml` must outlive the guard.
    explicit TomlGuard(const QByteArray &toml) : m_toml(toml) {}

    /// What is wrong and what would be right, without a full stop; empty where nothing is. To be
    /// asked once.
    [[nodiscard]] QString complaint();
    /// The line on which complaint() found it, from 1.
    [[nodiscard]] qsizetype line() const { return m_toml.left(m_at).count('\n') + 1; }

private:
    [[nodiscard]] QString complaintAboutTokens();
    void skipComment();
    void skipText(char quote);
    [[nodiscard]] bool isNameless() const;

    const QByteArray &m_toml;
    qsizetype m_at = 0;
};

/// `text` as a basic string of TOML in ASCII, with its quotes: what the guard lets through.
[[nodiscard]] QString tomlText(const QString &text);

} // namespace postern::config
