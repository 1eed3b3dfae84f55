// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QPointer>
#include <QWidget>

namespace postern
{

/// Draws the ring around the button or switch that has the keyboard's focus, outside of it; only
/// after the keyboard moved the focus, never for the mouse. One for each window.
class FocusRing : public QWidget
{
    Q_OBJECT

public:
    FocusRing(const Theme &theme, QWidget *window);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void takePress(QObject *watched);
    void follow(QWidget *target);
    void place();

    const Theme &m_theme;
    QPointer<QWidget> m_target;
    QPointer<QWidget> m_clicked; ///< got its focus by a click
};

} // namespace postern
