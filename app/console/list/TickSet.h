// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>
#include <QString>

namespace postern
{

/// The ticked rows of a list, by key, so that ticks survive sorting, filtering and refreshing.
class TickSet : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] bool contains(const QString &id) const { return m_ids.contains(id); }
    [[nodiscard]] const QSet<QString> &ids() const { return m_ids; }
    [[nodiscard]] int count() const { return static_cast<int>(m_ids.size()); }
    void set(const QString &id, bool ticked);
    void setAll(const QStringList &ids, bool ticked);
    void clear();

signals:
    void changed();

private:
    QSet<QString> m_ids;
};

} // namespace postern
