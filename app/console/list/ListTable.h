// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/list/ListRole.h"
#include "app/console/theme/Theme.h"

#include <QTableView>

namespace postern
{

class ColumnWidths;
class FreshMark;
class HeadBox;
class ListHeader;
class ListProxy;
class RowDelegate;
class RowHover;
class ViewMemory;

/// The table of a list page. Clicking the link column (or Enter) emits opened(); the whole cell of
/// the box ticks and does nothing else; elsewhere a click only selects. Space ticks, Ctrl+A ticks
/// all that is shown.
class ListTable : public QTableView
{
    Q_OBJECT

public:
    ListTable(Theme &theme, const QList<ListColumn> &columns, ListProxy &proxy,
              QWidget *parent = nullptr);

    /// Shown at the top of the rows' area, above a group below; null takes it away. Not owned.
    void setEmptyWidget(QWidget *widget);
    /// Takes up the columns' widths that `memory` has under `name` and keeps them there.
    void rememberColumns(ViewMemory &memory, const QString &name);
    /// Scrolls to the row and marks it as just saved for 2 s.
    void markFresh(const QString &id);
    void select(const QString &id);
    [[nodiscard]] QString currentId() const;
    void tickAllShown();
    /// Ticks the current row, or takes its tick away.
    void toggleCurrent();

signals:
    void opened(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void applyTheme();
    void layOutRows();
    void toggle(const QModelIndex &index);
    [[nodiscard]] bool isOverLink(const QPoint &position) const;
    void showKeyboardRow(bool shown);

    Theme &m_theme;
    QList<ListColumn> m_columns;
    ListProxy &m_proxy;
    ListHeader *m_header;
    RowDelegate *m_delegate;
    HeadBox *m_headBox = nullptr;
    FreshMark *m_freshMark;
    RowHover *m_hover;
    ColumnWidths *m_widths = nullptr;
    class QTimer *m_layoutTimer;
    QWidget *m_emptyWidget = nullptr;
    bool m_byKeyboard = false;
    bool m_wasByKeyboard = false; ///< before the focus left
};

} // namespace postern
