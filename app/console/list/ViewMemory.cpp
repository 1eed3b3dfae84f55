// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/ViewMemory.h"

#include <QSettings>

namespace postern
{

namespace
{

QString groupOf(const QString &list)
{
    return QStringLiteral("columns/") + list;
}

} // namespace

ViewMemory::ViewMemory(QString path) : m_path(std::move(path)) {}

QHash<int, double> ViewMemory::columnWidths(const QString &list) const
{
    QSettings file(m_path, QSettings::IniFormat);
    file.beginGroup(groupOf(list));
    QHash<int, double> widths;
    const QStringList columns = file.childKeys();
    for (const QString &column : columns) {
        bool isNumber = false;
        bool isWidth = false;
        const int number = column.toInt(&isNumber);
        const double width = file.value(column).toDouble(&isWidth);
        if (isNumber && isWidth)
            widths.insert(number, width);
    }
    return widths;
}

void ViewMemory::setColumnWidths(const QString &list, const QHash<int, double> &widths)
{
    QSettings file(m_path, QSettings::IniFormat);
    file.beginGroup(groupOf(list));
    for (auto width = widths.cbegin(); width != widths.cend(); ++width)
        file.setValue(QString::number(width.key()), width.value());
}

} // namespace postern
