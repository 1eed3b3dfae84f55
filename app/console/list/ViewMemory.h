// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace postern
{

/// What the console remembers of how someone arranged it, in an INI file. A file that cannot be
/// read or written costs only the memory: nothing is complained of. GUI thread.
class ViewMemory
{
public:
    explicit ViewMemory(QString path);

    /// Widths in designed pixels by column; only of columns that someone drew.
    [[nodiscard]] QHash<int, double> columnWidths(const QString &list) const;
    void setColumnWidths(const QString &list, const QHash<int, double> &widths);

private:
    QString m_path;
};

} // namespace postern
