// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/FocusRing.h"

#include "app/console/widgets/ToggleRow.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFocusEvent>
#include <QPainter>

namespace postern
{

FocusRing::FocusRing(const Theme &theme, QWidget *window) : QWidget(window), m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    qApp->installEventFilter(this);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress) {
        takePress(watched);
    } else if (event->type() == QEvent::FocusIn) {
        const auto reason = static_cast<QFocusEvent *>(event)->reason();
        auto *button = qobject_cast<QAbstractButton *>(watched);
        const bool comesBack = reason == Qt::OtherFocusReason || reason == Qt::PopupFocusReason
                               || reason == Qt::ActiveWindowFocusReason;
        if (button != nullptr && reason == Qt::MouseFocusReason)
            m_clicked = button;
        else if (!comesBack && watched == m_clicked)
            m_clicked = nullptr;
        // What was clicked gets the focus back from a dialog, a menu or another window without a
        // ring, as it had it.
        const bool byKeyboard =
            reason != Qt::MouseFocusReason && (button == nullptr || button != m_clicked);
        if (button != nullptr && byKeyboard && button->window() == parentWidget())
            follow(button);
        else if (watched->isWidgetType())
            follow(nullptr);
    } else if (event->type() == QEvent::FocusOut && watched == m_target) {
        follow(nullptr);
    } else if (m_target != nullptr
               && (event->type() == QEvent::Move || event->type() == QEvent::Resize
                   || event->type() == QEvent::Hide || event->type() == QEvent::Show)
               && watched->isWidgetType() && watched != this) {
        auto *moved = static_cast<QWidget *>(watched);
        if (moved == m_target || moved->isAncestorOf(m_target))
            place();
    }
    return false;
}

// The button may have had the focus before, by key; then no FocusIn tells of the mouse.
void FocusRing::takePress(QObject *watched)
{
    if (m_target == nullptr || watched != m_target)
        return;
    m_clicked = m_target;
    follow(nullptr);
}

void FocusRing::follow(QWidget *target)
{
    m_target = target;
    if (target == nullptr)
        hide();
    else
        place();
}

void FocusRing::place()
{
    if (!m_target->isVisible()) {
        hide();
        return;
    }
    QRect ground = m_target->rect();
    if (auto *toggle = qobject_cast<ToggleRow *>(m_target))
        ground = toggle->switchRect();
    const int margin = m_theme.px(4);
    const QPoint corner = m_target->mapTo(parentWidget(), ground.topLeft());
    setGeometry(QRect(corner, ground.size()).adjusted(-margin, -margin, margin, margin));
    raise();
    show();
}

void FocusRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = m_theme.px(2);
    painter.setPen(QPen(m_theme.color(ColorRole::Focus), width));
    const bool isToggle = qobject_cast<ToggleRow *>(m_target) != nullptr;
    const double radius = m_theme.px(isToggle ? 13 : 9);
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2),
                            radius, radius);
}

} // namespace postern
