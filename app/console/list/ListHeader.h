// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/list/ListRole.h"
#include "app/console/theme/Theme.h"

#include <QHeaderView>

namespace postern
{

/// The header of a list: the box that ticks all shown rows, the columns' names, the arrow of the
/// sorted one. Names and shows sorting; the box emits boxClicked().
class ListHeader : public QHeaderView
{
    Q_OBJECT

public:
    ListHeader(const Theme &theme, const QList<ListColumn> &columns, QWidget *parent);

    /// The head box; without anything to tick there is none.
    void setBox(bool shown, Qt::CheckState state);
    [[nodiscard]] Qt::CheckState boxState() const { return m_boxState; }
    [[nodiscard]] bool hasBox() const { return m_hasBox; }
    [[nodiscard]] QSize sizeHint() const override;
    /// How wide the column's name is, with padding and room for the arrow.
    [[nodiscard]] int nameWidth(int column) const;

signals:
    void boxClicked();

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void paintName(QPainter &painter, const QRect &rect, int column) const;

    const Theme &m_theme;
    QList<ListColumn> m_columns;
    bool m_hasBox = false;
    Qt::CheckState m_boxState = Qt::Unchecked;
};

} // namespace postern
