// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/ControlContext.h"
#include "shared/control/Catalogue.h"
#include "shared/control/ObjectReader.h"
#include "shared/control/ValueCodec.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <algorithm>

namespace postern::control
{

/// One page of a list as it grows: it is full at `limit` rows or 256 KiB, whichever comes first,
/// and then names where the next one begins.
class Page
{
public:
    /// `params.limit`: 1 to 1,000, which is also the default.
    [[nodiscard]] static int readLimit(ObjectReader &reader);

    /// `params.cursor` is not one: the reader fails.
    static void refuseCursor(ObjectReader &reader);
    /// The name that `params.cursor` stands after; empty for the start of the list.
    [[nodiscard]] static QString readNameCursor(ObjectReader &reader);
    [[nodiscard]] static QString nameCursor(const QString &last);

    explicit Page(int limit) : m_limit(limit) {}
    /// False when the row does not fit any more; a first row always fits.
    [[nodiscard]] bool add(const QJsonObject &row);
    [[nodiscard]] qsizetype rows() const { return m_items.size(); }
    /// `items`, and `nextCursor` unless it is empty.
    [[nodiscard]] QJsonObject toJson(const QString &nextCursor) const;

private:
    int m_limit;
    qsizetype m_bytes = 0;
    QJsonArray m_items;
};

/// A page of values that have a name of their own, in the order of those names.
template<typename T>
[[nodiscard]] Result<QJsonObject> pageByName(const Call &call, QList<T> values, QString T::*name)
{
    ObjectReader reader = call.reader();
    const QString after = Page::readNameCursor(reader);
    const int limit = Page::readLimit(reader);
    if (const auto error = reader.finish())
        return *error;
    values.removeIf([&](const T &value) { return !after.isEmpty() && value.*name <= after; });
    std::sort(values.begin(), values.end(),
              [name](const T &a, const T &b) { return a.*name < b.*name; });
    Page page(limit);
    QString last;
    for (const T &value : std::as_const(values)) {
        if (!page.add(toJson(value)))
            break;
        last = value.*name;
    }
    return page.toJson(page.rows() < values.size() ? Page::nameCursor(last) : QString());
}

/// `items` for an event; empty when they are more than one page, so that whoever hears of it asks
/// for the list.
template<typename T>
[[nodiscard]] QJsonObject eventItems(const QList<T> &values)
{
    Page page(pageRows);
    for (const T &value : values) {
        if (!page.add(toJson(value)))
            return {};
    }
    return page.toJson({});
}

/// After a commit: tells everyone what there is now, by the event of that topic with the whole list
/// (if that could be read), and has what is in force rebuilt.
template<typename T>
void announceList(const ControlContext &context, Topic topic, const QString &event,
                  const Result<QList<T>> &values)
{
    context.changed(topic);
    if (values.ok())
        context.publish(event, eventItems(*values));
}

} // namespace postern::control
