// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/ThemedLabel.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace postern
{

ThemedLabel::ThemedLabel(const Theme &theme, TextStyle style, ColorRole role, const QString &text,
                         QWidget *parent)
    : QLabel(text, parent), m_theme(theme), m_style(style), m_role(role)
{
    setTextFormat(Qt::PlainText);
    connect(&theme, &Theme::changed, this, &ThemedLabel::applyTheme);
    applyTheme();
}

void ThemedLabel::setColorRole(ColorRole role)
{
    m_role = role;
    applyTheme();
}

bool ThemedLabel::isInLines() const
{
    return wordWrap() && (textInteractionFlags() & Qt::TextSelectableByMouse) == 0;
}

int ThemedLabel::breakLines(QTextLayout &layout, int width) const
{
    QTextOption option(alignment() & Qt::AlignHorizontal_Mask);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    const int step = m_theme.lineHeight(m_style);
    int y = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(width, 1));
        line.setPosition({0, y + std::round((step - line.height()) / 2)});
        y += step;
    }
    layout.endLayout();
    return std::max(y, step);
}

int ThemedLabel::heightForWidth(int width) const
{
    if (!isInLines())
        return QLabel::heightForWidth(width);
    const QMargins around = contentsMargins();
    QTextLayout layout(text(), font());
    return breakLines(layout, width - around.left() - around.right()) + around.top()
           + around.bottom();
}

QSize ThemedLabel::sizeHint() const
{
    const QSize hint = QLabel::sizeHint();
    if (isInLines())
        return {hint.width(), heightForWidth(hint.width())};
    return hint.expandedTo({0, m_theme.lineHeight(m_style)});
}

QSize ThemedLabel::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    return isInLines() ? QSize(hint.width(), m_theme.lineHeight(m_style)) : hint;
}

void ThemedLabel::paintEvent(QPaintEvent *event)
{
    if (!isInLines()) {
        QLabel::paintEvent(event);
        return;
    }
    const QRect place = contentsRect();
    QTextLayout layout(text(), font());
    const int height = breakLines(layout, place.width());
    const bool isAtTop = (alignment() & Qt::AlignTop) != 0;
    QPainter painter(this);
    painter.setPen(
        palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    const int y = isAtTop ? 0 : std::max(0, (place.height() - height) / 2);
    layout.draw(&painter, QPointF(place.topLeft()) + QPointF(0, y));
}

void ThemedLabel::applyTheme()
{
    setFont(m_theme.font(m_style));
    QPalette colors = m_theme.palette();
    colors.setColor(QPalette::WindowText, m_theme.color(m_role));
    setPalette(colors);
}

} // namespace postern
