// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/Fade.h"

#include <QGraphicsOpacityEffect>
#include <QPropertyAnimation>
#include <QWidget>

namespace postern::Fade
{

namespace
{

const auto animationName = QStringLiteral("fade");

void stop(QWidget *widget)
{
    auto *running =
        widget->findChild<QPropertyAnimation *>(animationName, Qt::FindDirectChildrenOnly);
    if (running != nullptr) {
        running->setObjectName({});
        running->disconnect(widget);
        running->stop();
        running->deleteLater();
    }
    widget->setGraphicsEffect(nullptr);
}

void start(QWidget *widget, int duration, double from, double to)
{
    auto *effect = new QGraphicsOpacityEffect(widget);
    effect->setOpacity(from);
    widget->setGraphicsEffect(effect);
    auto *animation = new QPropertyAnimation(effect, "opacity", widget);
    animation->setObjectName(animationName);
    animation->setDuration(duration);
    animation->setStartValue(from);
    animation->setEndValue(to);
    animation->setEasingCurve(QEasingCurve::OutCubic);
    QObject::connect(animation, &QPropertyAnimation::finished, widget, [widget, to] {
        if (to == 0.0)
            widget->hide();
        stop(widget);
    });
    animation->start();
}

} // namespace

void in(QWidget *widget, int duration)
{
    stop(widget);
    widget->show();
    if (duration > 0)
        start(widget, duration, 0.0, 1.0);
}

void out(QWidget *widget, int duration)
{
    stop(widget);
    if (duration == 0 || !widget->isVisible())
        widget->hide();
    else
        start(widget, duration, 1.0, 0.0);
}

bool isRunning(const QWidget *widget)
{
    return widget->findChild<QPropertyAnimation *>(animationName, Qt::FindDirectChildrenOnly)
           != nullptr;
}

} // namespace postern::Fade
