// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/list/ListRole.h"
#include "app/console/theme/Theme.h"

#include <QHash>
#include <QObject>

namespace postern
{

class ListHeader;
class ViewMemory;

/// How wide a list's columns are: as designed, or as someone drew them, which is remembered under
/// the list's name. The stretching column takes what is left; when that is too little, columns fold
/// away from the right until it is not (never the box, the link and the stretching one). GUI
/// thread.
class ColumnWidths : public QObject
{
    Q_OBJECT

public:
    ColumnWidths(const Theme &theme, const QList<ListColumn> &columns, ListHeader &header,
                 QObject *parent);

    /// Takes up what `memory` (which outlives it) has under `name`, and remembers there from now
    /// on.
    void rememberIn(ViewMemory &memory, const QString &name);
    /// Shares `room` pixels out.
    void fit(int room);
    [[nodiscard]] bool isFolded(int column) const;

private:
    [[nodiscard]] int ownWidth(int column) const;
    [[nodiscard]] bool mayFold(int column) const;
    void onResized(int column, int oldWidth, int newWidth);

    const Theme &m_theme;
    QList<ListColumn> m_columns;
    ListHeader &m_header;
    ViewMemory *m_memory = nullptr;
    QString m_name;
    QHash<int, double> m_drawn; ///< by hand, in designed pixels
    int m_stretching = -1;
    int m_room = 0;
    bool m_isFitting = false;
};

} // namespace postern
