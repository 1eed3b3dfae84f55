// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/ListTable.h"

#include "app/console/list/ColumnWidths.h"
#include "app/console/list/FreshMark.h"
#include "app/console/list/HeadBox.h"
#include "app/console/list/ListHeader.h"
#include "app/console/list/ListPaint.h"
#include "app/console/list/ListProxy.h"
#include "app/console/list/RowDelegate.h"
#include "app/console/list/RowHover.h"
#include "app/console/widgets/ScrollBar.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTimer>

namespace postern
{

static constexpr int emptyHeight = 220;

ListTable::ListTable(Theme &theme, const QList<ListColumn> &columns, ListProxy &proxy,
                     QWidget *parent)
    : QTableView(parent), m_theme(theme), m_columns(columns), m_proxy(proxy),
      m_header(new ListHeader(theme, columns, this)),
      m_delegate(new RowDelegate(theme, columns, this)), m_freshMark(new FreshMark(theme, this)),
      m_hover(new RowHover(theme, this)), m_layoutTimer(new QTimer(this))
{
    setObjectName(QStringLiteral("listTable"));
    setHorizontalHeader(m_header);
    setModel(&proxy);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setMouseTracking(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollBar(new ScrollBar(theme, this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(theme.px(36));
    verticalHeader()->setDefaultSectionSize(theme.px(36));
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setSortingEnabled(true);
    sortByColumn(1, Qt::AscendingOrder);
    m_delegate->setFreshMark(*m_freshMark);
    m_delegate->setHover(*m_hover);
    connect(m_hover, &RowHover::changed, viewport(), qOverload<>(&QWidget::update));
    connect(m_freshMark, &FreshMark::changed, viewport(), qOverload<>(&QWidget::update));
    m_layoutTimer->setSingleShot(true);
    m_layoutTimer->setInterval(0);
    connect(m_layoutTimer, &QTimer::timeout, this, &ListTable::layOutRows);
    const auto layOutSoon = qOverload<>(&QTimer::start);
    connect(&proxy, &QAbstractItemModel::layoutChanged, m_layoutTimer, layOutSoon);
    connect(&proxy, &QAbstractItemModel::modelReset, m_layoutTimer, layOutSoon);
    connect(&proxy, &QAbstractItemModel::rowsInserted, m_layoutTimer, layOutSoon);
    connect(&proxy, &QAbstractItemModel::rowsRemoved, m_layoutTimer, layOutSoon);
    connect(&proxy.ticks(), &TickSet::changed, viewport(), qOverload<>(&QWidget::update));
    m_headBox = new HeadBox(*m_header, proxy, this);
    connect(&theme, &Theme::changed, this, &ListTable::applyTheme);
    applyTheme();
    m_widths = new ColumnWidths(theme, columns, *m_header, this);
    for (int i = 0; i < m_columns.size(); ++i) {
        const bool isFixed =
            m_columns.at(i).kind == ColumnKind::Box || m_columns.at(i).designedWidth < 0;
        m_header->setSectionResizeMode(i, isFixed ? QHeaderView::Fixed : QHeaderView::Interactive);
    }
    m_layoutTimer->start();
}

void ListTable::applyTheme()
{
    setPalette(m_theme.palette());
    viewport()->update();
}

void ListTable::rememberColumns(ViewMemory &memory, const QString &name)
{
    m_widths->rememberIn(memory, name);
}

void ListTable::layOutRows()
{
    const int emptyRoom = m_emptyWidget == nullptr ? 0 : m_theme.px(emptyHeight);
    for (int row = 0; row < m_proxy.rowCount(); ++row) {
        const bool isHead = m_proxy.groupOf(row) == RowGroup::Head;
        // The head stands after the main rows: when there are none, the empty state is above it.
        const int height = isHead ? m_theme.px(48) + (row == 0 ? emptyRoom : 0) : m_theme.px(36);
        if (rowHeight(row) != height)
            setRowHeight(row, height);
    }
    if (m_emptyWidget != nullptr)
        m_emptyWidget->setGeometry(0, 0, viewport()->width(), emptyRoom);
    m_headBox->update();
    viewport()->update();
}

void ListTable::setEmptyWidget(QWidget *widget)
{
    if (widget == m_emptyWidget)
        return;
    if (m_emptyWidget != nullptr)
        m_emptyWidget->hide();
    m_emptyWidget = widget;
    if (widget != nullptr) {
        widget->setParent(viewport());
        widget->show();
    }
    m_layoutTimer->start();
}

void ListTable::markFresh(const QString &id)
{
    const int row = m_proxy.rowOf(id);
    if (row < 0)
        return;
    scrollTo(m_proxy.index(row, 1));
    m_freshMark->mark(id);
}

void ListTable::select(const QString &id)
{
    const int row = m_proxy.rowOf(id);
    if (row >= 0)
        setCurrentIndex(m_proxy.index(row, 1));
}

QString ListTable::currentId() const
{
    return currentIndex().isValid() ? m_proxy.idOf(currentIndex().row()) : QString();
}

void ListTable::tickAllShown()
{
    m_proxy.ticks().setAll(m_proxy.tickableIds(), true);
}

void ListTable::toggleCurrent()
{
    if (currentIndex().isValid())
        toggle(currentIndex());
}

void ListTable::toggle(const QModelIndex &index)
{
    const QModelIndex boxIndex = index.siblingAtColumn(0);
    const bool ticked = boxIndex.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    m_proxy.setData(boxIndex, ticked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

bool ListTable::isOverLink(const QPoint &position) const
{
    const QModelIndex index = indexAt(position);
    return index.isValid() && (index.flags() & Qt::ItemIsEnabled) != 0
           && m_columns.at(index.column()).kind == ColumnKind::Link
           && m_delegate->linkRect(visualRect(index), index).contains(position);
}

void ListTable::mousePressEvent(QMouseEvent *event)
{
    showKeyboardRow(false);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid() && index.column() == 0 && event->button() == Qt::LeftButton) {
        setFocus(Qt::MouseFocusReason);
        toggle(index);
        return;
    }
    QTableView::mousePressEvent(event);
}

void ListTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    // Two quick clicks on a box tick and untick it.
    mousePressEvent(event);
}

void ListTable::mouseReleaseEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    QTableView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && isOverLink(position)
        && indexAt(position).row() == currentIndex().row()) {
        emit opened(m_proxy.idOf(indexAt(position).row()));
    }
}

void ListTable::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    const QModelIndex index = indexAt(position);
    const bool overLink = isOverLink(position);
    m_delegate->setOverLink(overLink);
    m_hover->moveTo(index.isValid() ? index.row() : -1);
    viewport()->setCursor(overLink ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->update();
    if (event->buttons() == Qt::NoButton)
        QTableView::mouseMoveEvent(event);
}

void ListTable::leaveEvent(QEvent *event)
{
    m_delegate->setOverLink(false);
    m_hover->moveTo(-1);
    viewport()->update();
    QTableView::leaveEvent(event);
}

void ListTable::keyPressEvent(QKeyEvent *event)
{
    showKeyboardRow(true);
    const bool plain =
        event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        if (!currentId().isEmpty())
            emit opened(currentId());
    } else if (plain && event->key() == Qt::Key_Space) {
        toggleCurrent();
    } else if (event->matches(QKeySequence::SelectAll)) {
        tickAllShown();
    } else {
        QTableView::keyPressEvent(event);
    }
}

void ListTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    const bool isByKey = event->reason() == Qt::TabFocusReason
                         || event->reason() == Qt::BacktabFocusReason
                         || event->reason() == Qt::ShortcutFocusReason;
    // What comes back from a dialog or another window is as it was.
    if (!isByKey && !(m_wasByKeyboard && event->reason() != Qt::MouseFocusReason))
        return;
    if (!currentIndex().isValid() && m_proxy.rowCount() > 0)
        setCurrentIndex(moveCursor(MoveHome, Qt::NoModifier));
    showKeyboardRow(true);
}

void ListTable::focusOutEvent(QFocusEvent *event)
{
    m_wasByKeyboard = m_byKeyboard;
    showKeyboardRow(false);
    QTableView::focusOutEvent(event);
}

void ListTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    showKeyboardRow(m_byKeyboard);
}

void ListTable::showKeyboardRow(bool shown)
{
    m_byKeyboard = shown;
    m_delegate->setKeyboardRow(
        shown && hasFocus() && currentIndex().isValid() ? currentIndex().row() : -1);
    viewport()->update();
}

QModelIndex ListTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    QModelIndex target = QTableView::moveCursor(action, modifiers);
    if (action == MoveHome)
        target = m_proxy.index(0, 1);
    else if (action == MoveEnd)
        target = m_proxy.index(m_proxy.rowCount() - 1, 1);
    const bool up = action == MoveUp || action == MovePageUp;
    while (target.isValid() && m_proxy.groupOf(target.row()) == RowGroup::Head)
        target = m_proxy.index(target.row() + (up ? -1 : 1), target.column());
    return target.isValid() ? target : currentIndex();
}

void ListTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_widths->fit(viewport()->width());
    layOutRows();
}

void ListTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    for (int row = 0; row < m_proxy.rowCount(); ++row) {
        if (m_proxy.groupOf(row) == RowGroup::Head) {
            const int bottom = rowViewportPosition(row) + rowHeight(row);
            const QModelIndex index = m_proxy.index(row, 0);
            ListPaint::groupHead(painter, m_theme, bottom, viewport()->width(),
                                 index.data().toString(),
                                 index.data(ListRole::GroupNote).toString());
            return;
        }
    }
}

} // namespace postern
