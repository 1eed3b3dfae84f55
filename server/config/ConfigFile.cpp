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

/// The line of a table header without a name, or 0. After [ or [[ the library takes for granted
/// that a name follows: it asserts in a debug build and goes astray in another.
qsizetype namelessTable(const QByteArray &toml)
{
    const QByteArrayList lines = toml.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QByteArray line = lines[i].trimmed();
        if (!line.startsWith('['))
            continue;
        line = line.mid(line.startsWith("[[") ? 2 : 1).trimmed();
        const char first = line.isEmpty() ? '\0' : line[0];
        const bool isBare = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z')
                            || (first >= '0' && first <= '9') || first == '_' || first == '-';
        if (!isBare && first != '"' && first != '\'' && first != ']')
            return i + 1;
    }
    return 0;
}

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
    if (const qsizetype line = namelessTable(toml)) {
        return Error{ErrorKind::Invalid,
                     QStringLiteral("%1, line %2: a table's name is missing after the bracket; "
                                    "write it as [[listener]] or [control].")
                         .arg(file)
                         .arg(line)};
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
