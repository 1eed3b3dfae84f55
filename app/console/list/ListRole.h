// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

#include <Qt>

namespace postern
{

/// What a table model tells the list besides Qt's own roles. Row roles are asked at column 0. The
/// box of column 0 is the list's own: the model leaves that column empty.
namespace ListRole
{
enum : int
{
    Id = Qt::UserRole + 1, ///< row: the stable key (QString) that ticks and selection hold on to
    Revision,              ///< row: qint64 that grows with every change of the row
    Group,                 ///< row: RowGroup as int
    Tickable,              ///< row: bool; false shows a lock
    Sort,                  ///< cell: what to sort by, when DisplayRole does not sort as it reads;
                           ///< a QByteArray sorts bytewise
    Flag,                  ///< cell: bool of a Flag column
    Marks,                 ///< cell: QList<ListMark> drawn before the text
    Filter,                ///< row: the text that the filter searches
    IsOff,                 ///< row: bool; true: it has no effect, so its flags are muted
    GroupNote              ///< row of a group head: the muted remark beside its name
};
} // namespace ListRole

/// Rows of the main group stand first, then a head row, then the muted group below it.
enum class RowGroup
{
    Main = 0,
    Head = 1,
    Below = 2
};

/// How a column is drawn.
enum class ColumnKind
{
    Box,  ///< the check box or lock; always column 0
    Link, ///< opens the row: looks and acts as a link
    Text,
    Flag,  ///< a check or a dash
    Muted, ///< secondary text: when, by whom
    Figure ///< right-aligned with tabular digits
};

struct ListColumn
{
    ColumnKind kind = ColumnKind::Text;
    int designedWidth = 0;  ///< 0: as wide as its header; the one stretching column has -1
    int designedIndent = 0; ///< more room before its text
};

/// Room at both sides of a cell's text, designed.
constexpr int cellPadding = 8;

/// A remark in words before a text: outlined, or filled for a warning.
struct ListMark
{
    QString text;
    bool isWarning = false;
};

} // namespace postern

Q_DECLARE_METATYPE(QList<postern::ListMark>)
