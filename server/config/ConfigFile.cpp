// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/ConfigFile.h"

#define TOML_EXCEPTIONS 0
#include <algorithm>
#include <toml++/toml.h>

namespace postern::config
{

namespace
{

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

ConfigItem leaf(const QString &key, int table, const toml::node &node)
{
    ConfigItem item;
    item.key = key;
    item.table = table;
    item.line = int(node.source().begin.line);
    if (const auto *value = node.as_string()) {
        item.values.append(text(value->get()));
        return item;
    }
    const toml::array *list = node.as_array();
    if (!list) {
        item.isText = false;
        return item;
    }
    for (const toml::node &element : *list) {
        if (const auto *value = element.as_string())
            item.values.append(text(value->get()));
        else
            item.isText = false;
    }
    return item;
}

void flatten(const toml::table &table, const QString &prefix, int index, QList<ConfigItem> &items)
{
    for (const auto &[name, node] : table) {
        const QString key = prefix + text(name.str());
        const QString inner = key + QStringLiteral(".");
        if (const toml::table *child = node.as_table()) {
            flatten(*child, inner, index, items);
        } else if (node.is_array_of_tables()) {
            int number = 0;
            for (const toml::node &element : *node.as_array())
                flatten(*element.as_table(), inner, number++, items);
        } else {
            items.append(leaf(key, index, node));
        }
    }
}

/// TOML allows no other ones, and the library asserts where it meets NUL.
bool isForbidden(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

bool isBareKey(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
           || c == '-';
}

/// Reads over texts and comments, and finds outside of them what the library takes for granted is
/// not there: it asserts in a debug build and goes astray in another.
class TomlGuard
{
public:
    explicit TomlGuard(const QByteArray &toml) : m_toml(toml) {}

    /// What is wrong, or nothing.
    const char *complaint()
    {
        if (m_toml.startsWith("\xEF\xBB\xBF"))
            m_at = 3; // a byte order mark
        bool lineBegins = true;
        while (m_at < m_toml.size()) {
            const char c = m_toml[m_at];
            if (static_cast<unsigned char>(c) >= 0x80)
                return "there is a letter beyond ASCII outside of quotes; a value is written as "
                       "key = \"value\"";
            if (c == '#')
                skipTo("\n");
            else if (c == '"' || c == '\'')
                skipText(c);
            else if (c == '[' && lineBegins && isNameless())
                return "a table's name is missing after the bracket; write it as [[listener]] or "
                       "[control]";
            else
                ++m_at;
            lineBegins =
                c == '\n' || c == '#' || (lineBegins && QByteArrayView(" \t\r").contains(c));
        }
        return nullptr;
    }
    /// Where complaint() stopped, from 1.
    qsizetype line() const { return m_toml.left(m_at).count('\n') + 1; }

private:
    void skipTo(QByteArrayView end)
    {
        const qsizetype found = m_toml.indexOf(end, m_at);
        m_at = found < 0 ? m_toml.size() : found + end.size();
    }
    /// TOML 1.0, "String": one quote of either kind, or three over several lines.
    void skipText(char quote)
    {
        const bool isLong = m_toml.mid(m_at, 3) == QByteArray(3, quote);
        const QByteArray end(isLong ? 3 : 1, quote);
        m_at += end.size();
        while (m_at < m_toml.size()) {
            if (m_toml.mid(m_at, end.size()) == end) {
                m_at += end.size();
                return;
            }
            if (!isLong && m_toml[m_at] == '\n')
                return; // not closed: the library says so
            m_at += quote == '"' && m_toml[m_at] == '\\' ? 2 : 1;
        }
        m_at = m_toml.size();
    }
    bool isNameless() const
    {
        qsizetype at = m_at + (m_toml.mid(m_at, 2) == "[[" ? 2 : 1);
        while (at < m_toml.size() && (m_toml[at] == ' ' || m_toml[at] == '\t'))
            ++at;
        const char first = at < m_toml.size() ? m_toml[at] : '\0';
        return !isBareKey(first) && first != '"' && first != '\'' && first != ']';
    }

    const QByteArray &m_toml;
    qsizetype m_at = 0;
};

} // namespace

Result<QList<ConfigItem>> readConfigFile(const QByteArray &toml, const QString &file)
{
    const auto bad = std::find_if(toml.begin(), toml.end(), isForbidden);
    if (bad != toml.end()) {
        return Error{ErrorKind::Invalid,
                     QStringLiteral("%1, line %2: there is a control character; the file must be "
                                    "plain text in UTF-8.")
                         .arg(file)
                         .arg(std::count(toml.begin(), bad, '\n') + 1)};
    }
    TomlGuard guard(toml);
    if (const char *complaint = guard.complaint()) {
        return Error{ErrorKind::Invalid, QStringLiteral("%1, line %2: %3.")
                                             .arg(file)
                                             .arg(guard.line())
                                             .arg(QLatin1String(complaint))};
    }
    const toml::parse_result parsed =
        toml::parse(std::string_view(toml.constData(), size_t(toml.size())));
    if (!parsed) {
        const toml::parse_error &error = parsed.error();
        return Error{ErrorKind::Invalid, QStringLiteral("%1, line %2: this is not TOML: %3.")
                                             .arg(file)
                                             .arg(error.source().begin.line)
                                             .arg(text(error.description()))};
    }
    QList<ConfigItem> items;
    flatten(parsed.table(), {}, -1, items);
    // The library sorts by key; people read from the top.
    std::stable_sort(items.begin(), items.end(),
                     [](const ConfigItem &a, const ConfigItem &b) { return a.line < b.line; });
    return items;
}

} // namespace postern::config
