// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/Nameless.h"

#include <QAbstractButton>
#include <QWidget>

namespace postern::test
{

namespace
{

/// It takes the focus by Tab, or shows the hand of something that can be clicked.
bool isInteractive(const QWidget &widget)
{
    const bool isHand = widget.testAttribute(Qt::WA_SetCursor)
                        && widget.cursor().shape() == Qt::PointingHandCursor
                        && widget.objectName() != QLatin1String("qt_scrollarea_viewport");
    return isHand
           || ((widget.focusPolicy() & Qt::TabFocus) != 0 && !widget.inherits("QScrollArea"));
}

} // namespace

QStringList nameless(const QWidget &window)
{
    QStringList found;
    const auto widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisible() || !isInteractive(*widget))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool isSaid = !widget->accessibleName().isEmpty()
                            || (button != nullptr && !button->text().isEmpty())
                            || widget->inherits("QHeaderView") || widget->inherits("QTabBar");
        if (widget->objectName().isEmpty() || !isSaid) {
            found.append(QString::fromLatin1(widget->metaObject()->className()) + u' '
                         + widget->objectName());
        }
    }
    return found;
}

} // namespace postern::test
