// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace postern
{

/// Every colour the console uses, by what it is for; nothing else names a colour.
enum class ColorRole
{
    Rail,       ///< icon rail and status bar
    Nav,        ///< navigation pane
    Base,       ///< page and list
    Panel,      ///< side panels
    Raised,     ///< dialogs
    Footer,     ///< a dialog's button strip
    Field,      ///< line edits and the filter
    ButtonFace, ///< secondary button
    Well,       ///< fingerprints and replies
    Text,
    Muted, ///< second lines, headers, placeholders, built-in rows
    Link,
    Accent, ///< primary button, toggle on, box ticked
    AccentPressed,
    OnAccent,
    Focus,
    Danger,
    Warning,
    Success,
    Control,  ///< edges of fields, boxes and toggles that are off; the dash
    Off,      ///< disabled text
    OffFill,  ///< fill of a disabled primary button
    Hair,     ///< between rows
    Edge,     ///< under headers, secondary button, dialog in dark
    MarkEdge, ///< outline of a quiet mark
    Hover,
    Selected,
    Ticked,
    Fresh,
    DangerBand,
    WarningBand,
    SuccessBand,
    InfoBand,
    Scrim
};

/// Light or dark, and with high contrast, as the desktop has it or as --color-scheme says.
enum class ColorScheme
{
    Light,
    Dark,
    LightContrast,
    DarkContrast
};

[[nodiscard]] constexpr bool isDark(ColorScheme scheme)
{
    return scheme == ColorScheme::Dark || scheme == ColorScheme::DarkContrast;
}

[[nodiscard]] constexpr bool hasHighContrast(ColorScheme scheme)
{
    return scheme == ColorScheme::LightContrast || scheme == ColorScheme::DarkContrast;
}

[[nodiscard]] constexpr ColorScheme schemeOf(bool dark, bool highContrast)
{
    if (highContrast)
        return dark ? ColorScheme::DarkContrast : ColorScheme::LightContrast;
    return dark ? ColorScheme::Dark : ColorScheme::Light;
}

[[nodiscard]] QColor colorOf(ColorRole role, ColorScheme scheme);
/// On the way from one colour to the other, `strength` 0 to 1; from what is transparent it does not
/// pass through black.
[[nodiscard]] QColor mixed(const QColor &from, const QColor &to, double strength);
/// WCAG 2 contrast of two opaque colours, 1 to 21.
[[nodiscard]] double contrastOf(const QColor &one, const QColor &other);

} // namespace postern
