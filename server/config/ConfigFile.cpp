// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/ConfigFile.h"

#include "server/config/TomlGuard.h"
#include "server/config/TomlTrouble.h"

#include <algorithm>

namespace
{

/// Thrown where the TOML library meets what it took for granted.
struct BrokenAssumption
{};

constexpr void require(bool assumption)
{
    if (!assumption)
        throw BrokenAssumption();
}

} // namespace

// toml++ asserts on some malformed documents, and in a build without assertions lets the compiler
// believe that they never come. It allows a program to say what an assertion does: here it leaves
// the reader in every build, and the document is refused.
#define TOML_EXCEPTIONS 1
#define TOML_ASSERT(expression) require(bool(expression))
#pragma push_macro("NDEBUG")
#undef NDEBUG
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

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
        if (const auto *value = node.as_boolean())
            item.flag = value->get();
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

toml::table parsed(const QByteArray &toml)
{
    return toml::parse(std::string_view(toml.constData(), size_t(toml.size())));
}

bool isBreakingAssumptions(const QByteArray &toml)
{
    try {
        (void)parsed(toml);
    } catch (const toml::parse_error &) {
        return false;
    } catch (const BrokenAssumption &) {
        return true;
    }
    return false;
}

/// The library reads from the top, so the line is the last one of the shortest beginning of the
/// file at which it breaks as well.
int lineOfBrokenAssumption(const QByteArray &toml)
{
    QList<qsizetype> ends;
    for (qsizetype end = toml.indexOf('\n'); end >= 0; end = toml.indexOf('\n', end + 1))
        ends.append(end + 1);
    ends.append(toml.size());
    const auto line = std::partition_point(ends.begin(), ends.end(), [&toml](qsizetype end) {
        return !isBreakingAssumptions(toml.left(end));
    });
    return int(std::min<qsizetype>(line - ends.begin(), ends.size() - 1)) + 1;
}

Error refused(const QString &file, int line, const QString &key, const QString &text)
{
    return {ErrorKind::Invalid, placedText(file, line, key, text)};
}

} // namespace

QString placedText(const QString &file, int line, const QString &key, QString text)
{
    if (!text.endsWith(u'.'))
        text += u'.';
    const QString place = key.isEmpty() ? QString() : QStringLiteral(", key %1").arg(key);
    return QStringLiteral("%1, line %2%3: %4").arg(file, QString::number(line), place, text);
}

Result<QList<ConfigItem>> readConfigFile(const QByteArray &toml, const QString &file)
{
    TomlGuard guard(toml);
    const QString complaint = guard.complaint();
    if (!complaint.isEmpty())
        return refused(file, int(guard.line()), {}, complaint);
    QList<ConfigItem> items;
    try {
        flatten(parsed(toml), {}, -1, items);
    } catch (const toml::parse_error &error) {
        const int line = int(error.source().begin.line);
        const TomlTrouble trouble(toml, line, text(error.description()));
        return refused(file, line, trouble.key(), trouble.complaint());
    } catch (const BrokenAssumption &) {
        return refused(file, lineOfBrokenAssumption(toml), {},
                       QStringLiteral("this is not TOML; write key = \"value\" or key = "
                                      "[\"value\", \"value\"], and check brackets, commas and "
                                      "quotes"));
    }
    // The library sorts by key; people read from the top.
    std::stable_sort(items.begin(), items.end(),
                     [](const ConfigItem &a, const ConfigItem &b) { return a.line < b.line; });
    return items;
}

} // namespace postern::config
