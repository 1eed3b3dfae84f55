// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/theme/Theme.h"

#include <QFontDatabase>
#include <QFontInfo>

#include <algorithm>

#include <cmath>

namespace postern
{

namespace
{

constexpr double designedFontSize = 13.0;

struct Face
{
    double size;
    QFont::Weight weight;
    bool fixedPitch;
};

Face faceOf(TextStyle style)
{
    switch (style) {
    case TextStyle::PageTitle:
        return {20, QFont::DemiBold, false};
    case TextStyle::DialogTitle:
        return {16, QFont::DemiBold, false};
    case TextStyle::EmptyTitle:
        return {15, QFont::Medium, false};
    case TextStyle::Body:
        return {13, QFont::Normal, false};
    case TextStyle::Label:
        return {13, QFont::Medium, false};
    case TextStyle::Strong:
        return {13, QFont::DemiBold, false};
    case TextStyle::Secondary:
        return {12, QFont::Normal, false};
    case TextStyle::Header:
        return {12, QFont::Medium, false};
    case TextStyle::HeaderStrong:
        return {12, QFont::DemiBold, false};
    case TextStyle::Mono:
        return {13, QFont::Normal, true};
    case TextStyle::MonoSmall:
        return {12, QFont::Normal, true};
    }
    return {13, QFont::Normal, false};
}

} // namespace

Theme::Theme(ColorScheme scheme, const QFont &desktopFont, QObject *parent)
    : QObject(parent), m_scheme(scheme)
{
    setDesktopFont(desktopFont);
}

void Theme::setDesktopFont(const QFont &font)
{
    m_desktopFont = font;
    const int size = QFontInfo(font).pixelSize();
    if (size > 0)
        m_scale = size / designedFontSize;
    emit changed();
}

void Theme::setScheme(ColorScheme scheme)
{
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    emit changed();
}

QPalette Theme::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, color(ColorRole::Base));
    palette.setColor(QPalette::WindowText, color(ColorRole::Text));
    palette.setColor(QPalette::Base, color(ColorRole::Base));
    palette.setColor(QPalette::AlternateBase, color(ColorRole::Panel));
    palette.setColor(QPalette::Text, color(ColorRole::Text));
    palette.setColor(QPalette::PlaceholderText, color(ColorRole::Muted));
    palette.setColor(QPalette::Button, color(ColorRole::ButtonFace));
    palette.setColor(QPalette::ButtonText, color(ColorRole::Text));
    palette.setColor(QPalette::Highlight, color(ColorRole::Accent));
    palette.setColor(QPalette::HighlightedText, color(ColorRole::OnAccent));
    palette.setColor(QPalette::Link, color(ColorRole::Link));
    palette.setColor(QPalette::LinkVisited, color(ColorRole::Link));
    palette.setColor(QPalette::ToolTipBase, color(ColorRole::Raised));
    palette.setColor(QPalette::ToolTipText, color(ColorRole::Text));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color(ColorRole::Off));
    return palette;
}

int Theme::px(double designed) const
{
    return static_cast<int>(std::lround(designed * m_scale));
}

int Theme::hair() const
{
    return std::max(1, px(1));
}

QFont Theme::font(TextStyle style) const
{
    const Face face = faceOf(style);
    QFont font =
        face.fixedPitch ? QFontDatabase::systemFont(QFontDatabase::FixedFont) : m_desktopFont;
    font.setPixelSize(px(face.size));
    font.setWeight(face.weight);
    return font;
}

int Theme::lineHeight(TextStyle style) const
{
    switch (style) {
    case TextStyle::PageTitle:
        return px(32);
    case TextStyle::DialogTitle:
    case TextStyle::EmptyTitle:
        return px(24);
    default:
        return px(20);
    }
}

QPixmap Theme::icon(const QString &name, int designedSize, ColorRole role, double scale,
                    double stroke) const
{
    return m_icons.render(name, px(designedSize), color(role), scale, stroke * m_scale);
}

} // namespace postern
