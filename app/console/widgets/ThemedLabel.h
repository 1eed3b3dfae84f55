// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QLabel>

namespace postern
{

/// A label whose font and colour come from the theme and follow it. Plain text always: nothing from
/// a server is ever read as markup.
class ThemedLabel : public QLabel
{
    Q_OBJECT

public:
    ThemedLabel(const Theme &theme, TextStyle style, ColorRole role, const QString &text = {},
                QWidget *parent = nullptr);

    void setColorRole(ColorRole role);

private:
    void applyTheme();

    const Theme &m_theme;
    TextStyle m_style;
    ColorRole m_role;
};

} // namespace postern
