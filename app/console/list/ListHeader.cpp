// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/ListHeader.h"

#include "app/console/list/ListPaint.h"

#include <QMouseEvent>
#include <QPainter>
#include <QtMath>

#include <algorithm>

namespace postern
{

ListHeader::ListHeader(const Theme &theme, const QList<ListColumn> &columns, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent), m_theme(theme), m_columns(columns)
{
    setObjectName(QStringLiteral("listHeader"));
    setSectionsClickable(true);
    setSortIndicatorShown(true);
    setHighlightSections(false);
    setMinimumSectionSize(theme.px(40));
    setFrameShape(QFrame::NoFrame);
    connect(&theme, &Theme::changed, this, [this] { viewport()->update(); });
}

void ListHeader::setBox(bool shown, Qt::CheckState state)
{
    if (shown == m_hasBox && state == m_boxState)
        return;
    m_hasBox = shown;
    m_boxState = state;
    viewport()->update();
}

QSize ListHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), m_theme.px(32)};
}

int ListHeader::nameWidth(int column) const
{
    const QFontMetricsF metrics(m_theme.font(TextStyle::HeaderStrong));
    const QString name = model()->headerData(column, Qt::Horizontal).toString();
    return qCeil(metrics.horizontalAdvance(name)) + m_theme.px(16);
}

void ListHeader::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(ColorRole::Base));
    painter.end();
    QHeaderView::paintEvent(event);
    QPainter line(viewport());
    const int hair = m_theme.hair();
    line.fillRect(0, height() - hair, viewport()->width(), hair, m_theme.color(ColorRole::Edge));
}

void ListHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    if (logicalIndex < 0 || logicalIndex >= m_columns.size())
        return;
    painter->fillRect(rect, m_theme.color(ColorRole::Base));
    if (m_columns.at(logicalIndex).kind == ColumnKind::Box) {
        if (m_hasBox)
            ListPaint::box(*painter, m_theme, rect, rect.left() + m_theme.px(8), m_boxState);
        return;
    }
    paintName(*painter, rect, logicalIndex);
}

void ListHeader::paintName(QPainter &painter, const QRect &rect, int column) const
{
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == column;
    painter.setFont(m_theme.font(sorted ? TextStyle::HeaderStrong : TextStyle::Header));
    painter.setPen(m_theme.color(sorted ? ColorRole::Text : ColorRole::Muted));
    const QString name = model()->headerData(column, Qt::Horizontal).toString();
    const ColumnKind kind = m_columns.at(column).kind;
    const int padding = m_theme.px(8);
    const int arrow = sorted ? m_theme.px(5 + 12) : 0;
    const int room = rect.width() - (kind == ColumnKind::Flag ? 0 : 2 * padding) - arrow;
    const QString shown =
        painter.fontMetrics().elidedText(name, Qt::ElideRight, std::max(room, m_theme.px(24)));
    const int textWidth = painter.fontMetrics().horizontalAdvance(shown);
    int x = rect.left() + padding + m_theme.px(m_columns.at(column).designedIndent);
    if (kind == ColumnKind::Flag)
        x = rect.left() + (rect.width() - textWidth - arrow) / 2;
    else if (kind == ColumnKind::Figure)
        x = rect.right() + 1 - padding - textWidth - arrow;
    painter.drawText(QRect(x, rect.top(), textWidth + 2, rect.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, shown);
    if (!sorted)
        return;
    const QRect place(x + textWidth + m_theme.px(5), rect.top(), m_theme.px(12), rect.height());
    ListPaint::icon(painter, m_theme, place,
                    sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral("arrow-up")
                                                               : QStringLiteral("arrow-down"),
                    12, ColorRole::Text);
}

void ListHeader::mousePressEvent(QMouseEvent *event)
{
    if (logicalIndexAt(event->position().toPoint()) == 0)
        return; // the box is no column to sort by
    QHeaderView::mousePressEvent(event);
}

void ListHeader::mouseReleaseEvent(QMouseEvent *event)
{
    if (logicalIndexAt(event->position().toPoint()) == 0) {
        if (m_hasBox && event->button() == Qt::LeftButton)
            emit boxClicked();
        return;
    }
    QHeaderView::mouseReleaseEvent(event);
}

} // namespace postern
