// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QScrollBar>

namespace postern
{

/// A vertical scroll bar of the console: a rounded handle in the theme's colours on the ground it
/// stands on, without arrows. GUI thread.
class ScrollBar : public QScrollBar
{
    Q_OBJECT

public:
    explicit ScrollBar(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    /// Where the handle is drawn: as long as the part that is seen, and never too short to grip.
    [[nodiscard]] QRectF handle() const;

    const Theme &m_theme;
};

} // namespace postern
