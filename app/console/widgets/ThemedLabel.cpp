// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/ThemedLabel.h"

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

void ThemedLabel::applyTheme()
{
    setFont(m_theme.font(m_style));
    QPalette colors = m_theme.palette();
    colors.setColor(QPalette::WindowText, m_theme.color(m_role));
    setPalette(colors);
}

} // namespace postern
