// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/ColumnWidths.h"

#include "app/console/list/ListHeader.h"
#include "app/console/list/ViewMemory.h"

#include <algorithm>

namespace postern
{

namespace
{

constexpr int leastStretch = 120; ///< a description of which something can be read
constexpr int leastDrawn = 40;
constexpr int mostDrawn = 2000;

} // namespace

ColumnWidths::ColumnWidths(const Theme &theme, const QList<ListColumn> &columns, ListHeader &header,
                           QObject *parent)
    : QObject(parent), m_theme(theme), m_columns(columns), m_header(header)
{
    for (int i = 0; i < m_columns.size(); ++i) {
        if (m_columns.at(i).designedWidth < 0)
            m_stretching = i;
    }
    connect(&header, &QHeaderView::sectionResized, this, &ColumnWidths::onResized);
}

void ColumnWidths::rememberIn(ViewMemory &memory, const QString &name)
{
    m_memory = &memory;
    m_name = name;
    m_drawn.clear();
    const QHash<int, double> stored = memory.columnWidths(name);
    for (auto entry = stored.cbegin(); entry != stored.cend(); ++entry) {
        const bool isSane = entry.value() >= leastDrawn && entry.value() <= mostDrawn;
        if (isSane && entry.key() > 0 && entry.key() < m_columns.size())
            m_drawn.insert(entry.key(), entry.value());
    }
    fit(m_room);
}

int ColumnWidths::ownWidth(int column) const
{
    if (const auto drawn = m_drawn.constFind(column); drawn != m_drawn.constEnd())
        return m_theme.px(*drawn);
    const int designed = m_columns.at(column).designedWidth;
    return designed > 0 ? m_theme.px(designed) : m_header.nameWidth(column);
}

bool ColumnWidths::mayFold(int column) const
{
    const ColumnKind kind = m_columns.at(column).kind;
    return column != m_stretching && column > 1 && kind != ColumnKind::Box
           && kind != ColumnKind::Link;
}

void ColumnWidths::fit(int room)
{
    m_room = room;
    int taken = 0;
    int last = static_cast<int>(m_columns.size()) - 1;
    for (int i = 0; i <= last; ++i)
        taken += i == m_stretching ? m_theme.px(leastStretch) : ownWidth(i);
    m_isFitting = true;
    for (int i = last; i >= 0; --i) {
        const bool folds = room > 0 && taken > room && mayFold(i);
        if (folds)
            taken -= ownWidth(i);
        m_header.setSectionHidden(i, folds);
        if (!folds && i != m_stretching)
            m_header.resizeSection(i, ownWidth(i));
    }
    if (m_stretching >= 0)
        m_header.resizeSection(m_stretching, std::max(0, room - taken) + m_theme.px(leastStretch));
    m_isFitting = false;
}

bool ColumnWidths::isFolded(int column) const
{
    return m_header.isSectionHidden(column);
}

void ColumnWidths::onResized(int column, int, int newWidth)
{
    if (m_isFitting || column == m_stretching)
        return;
    m_drawn.insert(column, std::max(double(leastDrawn), newWidth * 1000.0 / m_theme.px(1000)));
    if (m_memory != nullptr)
        m_memory->setColumnWidths(m_name, m_drawn);
    fit(m_room);
}

} // namespace postern
