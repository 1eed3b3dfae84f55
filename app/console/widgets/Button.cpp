// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/Button.h"

#include <QKeyEvent>
#include <QPainter>
#include <QtMath>

#include <algorithm>

namespace postern
{

Button::Button(const Theme &theme, Kind kind, const QString &text, QWidget *parent)
    : QPushButton(text, parent), m_theme(theme), m_hover(new HoverFade(theme, *this)), m_kind(kind)
{
    setFont(theme.font(TextStyle::Label));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAutoDefault(false);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Button::setFaint(bool faint)
{
    m_isFaint = faint;
    update();
}

void Button::setIconName(const QString &name, int designedSize)
{
    m_iconName = name;
    m_iconSize = designedSize;
    updateGeometry();
    update();
}

void Button::setDesignedMinimumWidth(int designed)
{
    m_minimumWidth = designed;
    updateGeometry();
}

void Button::setBusy(const QString &text)
{
    m_busyText = text;
    update();
}

void Button::setIdle()
{
    m_busyText.clear();
    update();
}

int Button::designedHeight() const
{
    if (m_kind == Kind::Quiet && text().isEmpty())
        return 24;
    return m_kind == Kind::Correction || m_kind == Kind::Quiet ? 28 : 32;
}

int Button::designedPadding() const
{
    if (m_kind == Kind::Quiet && text().isEmpty())
        return 4;
    if (m_kind == Kind::Correction || m_kind == Kind::Quiet)
        return 12;
    return m_iconName.isEmpty() ? 16 : 13;
}

QSize Button::sizeHint() const
{
    int width = 2 * m_theme.px(designedPadding());
    if (!m_iconName.isEmpty())
        width += m_theme.px(m_iconSize);
    if (!text().isEmpty())
        width += qCeil(QFontMetricsF(font()).horizontalAdvance(text()));
    if (!text().isEmpty() && !m_iconName.isEmpty())
        width += m_theme.px(6);
    return {std::max(width, m_theme.px(m_minimumWidth)), m_theme.px(designedHeight())};
}

bool Button::hitButton(const QPoint &position) const
{
    return !isBusy() && QPushButton::hitButton(position);
}

// Enter presses the button that has the focus, as Space does; Qt knows that in a QDialog alone.
void Button::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter || isBusy())
        QPushButton::keyPressEvent(event);
    else if (!event->isAutoRepeat())
        click();
}

ColorRole Button::inkRole() const
{
    if (!isEnabled())
        return ColorRole::Off;
    switch (m_kind) {
    case Kind::Primary:
        return ColorRole::OnAccent;
    case Kind::Danger:
        return ColorRole::Danger;
    case Kind::Correction:
        return ColorRole::Link;
    case Kind::Secondary:
        return ColorRole::Text;
    case Kind::Quiet:
        return !text().isEmpty() ? ColorRole::Link
               : m_iconSize > 16 ? ColorRole::Text
                                 : ColorRole::Muted;
    }
    return ColorRole::Text;
}

void Button::paintGround(QPainter &painter) const
{
    const double inset = m_theme.hair() / 2.0;
    const QRectF box = QRectF(rect()).adjusted(inset, inset, -inset, -inset);
    const double radius = m_theme.px(6);
    const auto face = [this](ColorRole from, ColorRole to) {
        return m_hover->between(m_theme.color(from), m_theme.color(to));
    };
    painter.setPen(Qt::NoPen);
    if (m_kind == Kind::Primary) {
        painter.setBrush(!isEnabled() ? m_theme.color(ColorRole::OffFill)
                         : isDown()   ? m_theme.color(ColorRole::AccentPressed)
                                      : face(ColorRole::Accent, ColorRole::AccentPressed));
        painter.drawRoundedRect(rect(), radius, radius);
    } else if (m_kind == Kind::Correction) {
        painter.setBrush(face(ColorRole::InfoBand, ColorRole::Selected));
        painter.drawRoundedRect(rect(), radius, radius);
    } else if (m_kind == Kind::Quiet) {
        painter.setBrush(m_hover->between(Qt::transparent, m_theme.color(ColorRole::Hover)));
        painter.drawRoundedRect(rect(), radius, radius);
    } else {
        painter.setPen(
            QPen(m_theme.color(isEnabled() ? ColorRole::Edge : ColorRole::Hair), m_theme.hair()));
        painter.setBrush(isDown() ? m_theme.color(ColorRole::Hover)
                                  : face(ColorRole::ButtonFace, ColorRole::Hover));
        painter.drawRoundedRect(box, radius, radius);
    }
}

void Button::paintEvent(QPaintEvent *)
{
    if (m_isFaint)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGround(painter);

    const QString shown = isBusy() ? m_busyText : text();
    const int iconSize = m_iconName.isEmpty() ? 0 : m_theme.px(m_iconSize);
    const int gap = iconSize > 0 && !shown.isEmpty() ? m_theme.px(6) : 0;
    const int textWidth = shown.isEmpty() ? 0 : fontMetrics().horizontalAdvance(shown);
    int x = std::max(0, (width() - iconSize - gap - textWidth) / 2);
    if (iconSize > 0) {
        painter.drawPixmap(x, (height() - iconSize) / 2,
                           m_theme.icon(m_iconName, m_iconSize, inkRole(), devicePixelRatioF()));
        x += iconSize + gap;
    }
    painter.setPen(m_theme.color(inkRole()));
    painter.setFont(font());
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, shown);
}

} // namespace postern
