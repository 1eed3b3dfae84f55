// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/Surface.h"

#include <QPainter>

namespace postern
{

Surface::Surface(const Theme &theme, ColorRole role, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_role(role)
{
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Surface::setLine(Qt::Edge edge, ColorRole role)
{
    m_lineEdge = edge;
    m_lineRole = role;
    update();
}

void Surface::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(m_role));
    if (!m_lineEdge)
        return;
    const QColor line = m_theme.color(m_lineRole);
    const int hair = m_theme.hair();
    switch (*m_lineEdge) {
    case Qt::TopEdge:
        painter.fillRect(0, 0, width(), hair, line);
        break;
    case Qt::BottomEdge:
        painter.fillRect(0, height() - hair, width(), hair, line);
        break;
    case Qt::LeftEdge:
        painter.fillRect(0, 0, hair, height(), line);
        break;
    case Qt::RightEdge:
        painter.fillRect(width() - hair, 0, hair, height(), line);
        break;
    }
}

} // namespace postern
