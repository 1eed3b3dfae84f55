// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/theme/ColorRole.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace postern
{

namespace
{

struct Pair
{
    ColorRole role;
    QRgb light;
    QRgb dark;
};

// In the order of ColorRole.
constexpr std::array<Pair, 34> colors{{
    {ColorRole::Rail, 0xffeceff3, 0xff12151a},
    {ColorRole::Nav, 0xfff5f7f9, 0xff171b21},
    {ColorRole::Base, 0xffffffff, 0xff1c2027},
    {ColorRole::Panel, 0xfff5f7f9, 0xff21262e},
    {ColorRole::Raised, 0xffffffff, 0xff242932},
    {ColorRole::Footer, 0xfff5f7f9, 0xff20252d},
    {ColorRole::Field, 0xffffffff, 0xff1a1e24},
    {ColorRole::ButtonFace, 0xffffffff, 0xff262c35},
    {ColorRole::Well, 0xfff3f5f8, 0xff171b21},
    {ColorRole::Text, 0xff1a1f27, 0xffdfe3e9},
    {ColorRole::Muted, 0xff596271, 0xffa3abb8},
    {ColorRole::Link, 0xff2456bd, 0xff8db4ff},
    {ColorRole::Accent, 0xff2a5cc4, 0xff3a6fd8},
    {ColorRole::AccentPressed, 0xff224ea9, 0xff315fbd},
    {ColorRole::OnAccent, 0xffffffff, 0xffffffff},
    {ColorRole::Focus, 0xff2a5cc4, 0xff8db4ff},
    {ColorRole::Danger, 0xffb3271e, 0xffff9c92},
    {ColorRole::Warning, 0xff875100, 0xffeeb866},
    {ColorRole::Success, 0xff17703d, 0xff74d19b},
    {ColorRole::Control, 0xff7d8694, 0xff7c8694},
    {ColorRole::Off, 0xff99a1ad, 0xff69727f},
    {ColorRole::OffFill, 0xffeceff3, 0xff2b313a},
    {ColorRole::Hair, 0xffe6e9ee, 0xff303741},
    {ColorRole::Edge, 0xffcfd5dd, 0xff3d4550},
    {ColorRole::MarkEdge, 0xffc3cad4, 0xff4a535f},
    {ColorRole::Hover, 0xfff3f5f8, 0xff232831},
    {ColorRole::Selected, 0xffe3ebfa, 0xff25344f},
    {ColorRole::Ticked, 0xffedf3fd, 0xff222d41},
    {ColorRole::Fresh, 0xffe8f5ed, 0xff1f332a},
    {ColorRole::DangerBand, 0xfffdf1ef, 0xff36211f},
    {ColorRole::WarningBand, 0xfffdf5e4, 0xff322a1c},
    {ColorRole::SuccessBand, 0xffedf7f0, 0xff1d3027},
    {ColorRole::InfoBand, 0xffeff4fc, 0xff25344f},
    {ColorRole::Scrim, 0x3b141a24, 0x96040609},
}};

// What high contrast has instead: texts of 7:1 and edges that are seen. Every other role stays.
constexpr std::array<Pair, 22> strongColors{{
    {ColorRole::Rail, 0xffffffff, 0xff000000},
    {ColorRole::Nav, 0xffffffff, 0xff000000},
    {ColorRole::Base, 0xffffffff, 0xff000000},
    {ColorRole::Panel, 0xffffffff, 0xff000000},
    {ColorRole::Raised, 0xffffffff, 0xff000000},
    {ColorRole::Footer, 0xffffffff, 0xff000000},
    {ColorRole::Field, 0xffffffff, 0xff000000},
    {ColorRole::ButtonFace, 0xffffffff, 0xff000000},
    {ColorRole::Text, 0xff000000, 0xffffffff},
    {ColorRole::Muted, 0xff2a2f37, 0xffe6e9ee},
    {ColorRole::Link, 0xff10347f, 0xffbcd4ff},
    {ColorRole::Accent, 0xff1b4193, 0xff2f5fc0},
    {ColorRole::AccentPressed, 0xff10295e, 0xff25509f},
    {ColorRole::Focus, 0xff10347f, 0xffffffff},
    {ColorRole::Danger, 0xff7a130c, 0xffffc9c3},
    {ColorRole::Warning, 0xff573400, 0xffffdca0},
    {ColorRole::Success, 0xff0a4a26, 0xffb0efca},
    {ColorRole::Control, 0xff3a414c, 0xffcfd5dd},
    {ColorRole::Off, 0xff5b636f, 0xffa9b1bd},
    {ColorRole::Hair, 0xff7d8694, 0xff7c8694},
    {ColorRole::Edge, 0xff3a414c, 0xffcfd5dd},
    {ColorRole::MarkEdge, 0xff3a414c, 0xffcfd5dd},
}};

double linearChannel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

// Relative luminance, WCAG 2.1.
double luminanceOf(const QColor &color)
{
    return 0.2126 * linearChannel(color.redF()) + 0.7152 * linearChannel(color.greenF())
           + 0.0722 * linearChannel(color.blueF());
}

} // namespace

QColor colorOf(ColorRole role, ColorScheme scheme)
{
    const Pair &pair = colors.at(static_cast<std::size_t>(role));
    Q_ASSERT(pair.role == role);
    const auto strong =
        std::find_if(strongColors.cbegin(), strongColors.cend(),
                     [role](const Pair &candidate) { return candidate.role == role; });
    const Pair &chosen = hasHighContrast(scheme) && strong != strongColors.cend() ? *strong : pair;
    return QColor::fromRgba(isDark(scheme) ? chosen.dark : chosen.light);
}

QColor mixed(const QColor &from, const QColor &to, double strength)
{
    const QColor begin = from.alpha() > 0 ? from : QColor(to.red(), to.green(), to.blue(), 0);
    const auto between = [strength](float one, float other) {
        return static_cast<float>(one + (other - one) * strength);
    };
    return QColor::fromRgbF(between(begin.redF(), to.redF()), between(begin.greenF(), to.greenF()),
                            between(begin.blueF(), to.blueF()),
                            between(begin.alphaF(), to.alphaF()));
}

double contrastOf(const QColor &one, const QColor &other)
{
    const double a = luminanceOf(one);
    const double b = luminanceOf(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace postern
