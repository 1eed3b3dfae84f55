// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/control/ObjectReader.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace postern::control
{

/// One page of a list as it grows: it is full at `limit` rows or 256 KiB, whichever comes first,
/// and then names where the next one begins.
class Page
{
public:
    /// `params.limit`: 1 to 1,000, which is also the default.
    [[nodiscard]] static int readLimit(ObjectReader &reader);

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

} // namespace postern::control
