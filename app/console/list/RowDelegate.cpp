// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/RowDelegate.h"

#include "app/console/list/FreshMark.h"
#include "app/console/list/ListPaint.h"
#include "app/console/list/RowHover.h"
#include "app/console/list/TabularText.h"

#include <QAbstractItemView>
#include <QPainter>

#include <algorithm>

namespace postern
{

namespace
{

bool isBelow(const QModelIndex &index)
{
    return index.siblingAtColumn(0).data(ListRole::Group).toInt()
           == static_cast<int>(RowGroup::Below);
}

bool isMuted(const QModelIndex &index)
{
    return isBelow(index) || index.siblingAtColumn(0).data(ListRole::IsOff).toBool();
}

} // namespace

RowDelegate::RowDelegate(const Theme &theme, const QList<ListColumn> &columns, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_columns(columns)
{}

bool RowDelegate::editorEvent(QEvent *, QAbstractItemModel *, const QStyleOptionViewItem &,
                              const QModelIndex &)
{
    return false; // the view handles the box: the whole cell is its target
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    if (index.siblingAtColumn(0).data(ListRole::Group).toInt() == static_cast<int>(RowGroup::Head))
        return; // the view draws it over the whole width
    painter->save();
    paintGround(*painter, option, index);
    const QRect cell = option.rect;
    switch (m_columns.at(index.column()).kind) {
    case ColumnKind::Box:
        paintBox(*painter, cell, index);
        break;
    case ColumnKind::Link:
        paintLink(*painter, cell, index);
        break;
    case ColumnKind::Flag: {
        const bool on = index.data(ListRole::Flag).toBool();
        const ColorRole role = !on              ? ColorRole::Control
                               : isMuted(index) ? ColorRole::Muted
                                                : ColorRole::Text;
        ListPaint::icon(*painter, m_theme, cell,
                        on ? QStringLiteral("check") : QStringLiteral("dash"), 14, role, 1.75);
        break;
    }
    case ColumnKind::Text:
    case ColumnKind::Muted:
    case ColumnKind::Figure:
        paintText(*painter, cell, index, m_columns.at(index.column()).kind);
        break;
    }
    paintRing(*painter, option, index);
    painter->restore();
}

void RowDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const QModelIndex first = index.siblingAtColumn(0);
    QColor ground;
    if (first.data(Qt::CheckStateRole).toInt() == Qt::Checked)
        ground = m_theme.color(ColorRole::Ticked);
    else if ((option.state & QStyle::State_Selected) != 0)
        ground = m_theme.color(ColorRole::Selected);
    else
        ground = mixed(m_theme.color(ColorRole::Base), m_theme.color(ColorRole::Hover),
                       m_hover == nullptr ? 0.0 : m_hover->strengthOf(index.row()));
    painter.fillRect(option.rect, ground);
    const double fresh =
        m_freshMark == nullptr ? 0.0 : m_freshMark->strengthOf(first.data(ListRole::Id).toString());
    painter.setOpacity(fresh);
    if (fresh > 0.0)
        painter.fillRect(option.rect, m_theme.color(ColorRole::Fresh));
    painter.setOpacity(1.0);
    const int hair = m_theme.hair();
    painter.fillRect(option.rect.left(), option.rect.bottom() + 1 - hair, option.rect.width(), hair,
                     m_theme.color(ColorRole::Hair));
    if (fresh > 0.0 && index.column() == 0) {
        painter.setOpacity(fresh);
        painter.fillRect(option.rect.left(), option.rect.top(), m_theme.px(3),
                         option.rect.height() - hair, m_theme.color(ColorRole::Success));
        painter.setOpacity(1.0);
    }
}

void RowDelegate::paintRing(QPainter &painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    if (index.row() != m_keyboardRow)
        return;
    const bool first = index.column() == 0;
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const bool last =
        view != nullptr && option.rect.right() >= view->viewport()->width() - 1; // others may fold
    const int out = m_theme.px(16);
    const QRect shape = option.rect.adjusted(first ? 1 : -out, 1, last ? -1 : out, -2);
    painter.setClipRect(option.rect);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_theme.color(ColorRole::Focus), m_theme.px(2)));
    painter.drawRoundedRect(shape, m_theme.px(4), m_theme.px(4));
}

void RowDelegate::paintBox(QPainter &painter, const QRect &cell, const QModelIndex &index) const
{
    const int x = cell.left() + m_theme.px(8);
    if (!index.data(ListRole::Tickable).toBool()) {
        ListPaint::icon(painter, m_theme, QRect(x, cell.top(), m_theme.px(16), cell.height()),
                        QStringLiteral("lock"), 14, ColorRole::Muted);
        return;
    }
    ListPaint::box(painter, m_theme, cell, x,
                   static_cast<Qt::CheckState>(index.data(Qt::CheckStateRole).toInt()));
}

QRect RowDelegate::linkRect(const QRect &cell, const QModelIndex &index) const
{
    const int width = TabularText::width(m_theme.font(TextStyle::Label), index.data().toString());
    const int room = cell.width() - 2 * m_theme.px(8);
    return {cell.left() + m_theme.px(8), cell.top(), std::min(width, room), cell.height()};
}

void RowDelegate::paintLink(QPainter &painter, const QRect &cell, const QModelIndex &index) const
{
    painter.setFont(m_theme.font(TextStyle::Label));
    painter.setPen(m_theme.color(ColorRole::Link));
    const QRect place = linkRect(cell, index);
    TabularText::draw(painter, place, index.data().toString());
    if (m_isOverLink && m_hover != nullptr && index.row() == m_hover->row()) {
        const int baseline =
            cell.top()
            + (cell.height() + painter.fontMetrics().ascent() - painter.fontMetrics().descent())
                  / 2;
        painter.fillRect(place.left(), baseline + m_theme.px(2), place.width(), 1,
                         m_theme.color(ColorRole::Link));
    }
}

void RowDelegate::paintText(QPainter &painter, const QRect &cell, const QModelIndex &index,
                            ColumnKind kind) const
{
    const int padding = m_theme.px(cellPadding);
    int x = cell.left() + padding + m_theme.px(m_columns.at(index.column()).designedIndent);
    const auto marks = index.data(ListRole::Marks).value<QList<ListMark>>();
    for (const ListMark &mark : marks)
        x = ListPaint::mark(painter, m_theme, cell, x, mark);
    const bool muted = kind == ColumnKind::Muted || isBelow(index);
    painter.setFont(m_theme.font(TextStyle::Body));
    painter.setPen(m_theme.color(muted ? ColorRole::Muted : ColorRole::Text));
    const QRect place(x, cell.top(), std::max(0, cell.right() + 1 - padding - x), cell.height());
    const QString text = index.data().toString();
    if (kind == ColumnKind::Text) {
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
    } else {
        TabularText::draw(painter, place, text, kind == ColumnKind::Figure);
    }
}

} // namespace postern
