// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/list/ListRole.h"
#include "app/console/theme/Theme.h"

#include <QModelIndex>
#include <QSet>
#include <QStyledItemDelegate>

namespace postern
{

class FreshMark;
class RowHover;

/// Draws the cells of a list: tints of the row, box or lock, link, check or dash, marks and texts.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    RowDelegate(const Theme &theme, const QList<ListColumn> &columns, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

    void setHover(const RowHover &hover) { m_hover = &hover; }
    void setOverLink(bool overLink) { m_isOverLink = overLink; }
    void setFreshMark(const FreshMark &mark) { m_freshMark = &mark; }
    void setKeyboardRow(int row) { m_keyboardRow = row; }
    /// Where the link's text stands in its cell.
    [[nodiscard]] QRect linkRect(const QRect &cell, const QModelIndex &index) const;

private:
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option,
                     const QModelIndex &index) const;
    void paintRing(QPainter &painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const;
    void paintBox(QPainter &painter, const QRect &cell, const QModelIndex &index) const;
    void paintLink(QPainter &painter, const QRect &cell, const QModelIndex &index) const;
    void paintText(QPainter &painter, const QRect &cell, const QModelIndex &index,
                   ColumnKind kind) const;

    const Theme &m_theme;
    QList<ListColumn> m_columns;
    int m_keyboardRow = -1;
    bool m_isOverLink = false;
    const FreshMark *m_freshMark = nullptr;
    const RowHover *m_hover = nullptr;
};

} // namespace postern
