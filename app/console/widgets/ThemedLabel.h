// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QLabel>

class QTextLayout;

namespace postern
{

/// A label whose font and colour come from the theme and follow it. Lines have the style's height,
/// in a wrapped text unless it can be selected. Plain text always: nothing from a server is ever
/// read as markup.
class ThemedLabel : public QLabel
{
    Q_OBJECT

public:
    ThemedLabel(const Theme &theme, TextStyle style, ColorRole role, const QString &text = {},
                QWidget *parent = nullptr);

    void setColorRole(ColorRole role);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void applyTheme();
    [[nodiscard]] bool isInLines() const;
    /// Breaks the text for `width`; the height of all lines.
    [[nodiscard]] int breakLines(QTextLayout &layout, int width) const;

    const Theme &m_theme;
    TextStyle m_style;
    ColorRole m_role;
};

} // namespace postern
