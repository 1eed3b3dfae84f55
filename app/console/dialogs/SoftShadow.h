// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>

namespace postern
{

/// The shadow that a dialog throws: black, its edge as soft as a Gaussian blur makes it.
namespace SoftShadow
{
/// For a rounded box of `box`, all in device pixels: `blur` more on each side; `strength` 0 to 1 is
/// how dark it is where the box hides it.
[[nodiscard]] QPixmap draw(const QSize &box, int radius, int blur, double strength);
} // namespace SoftShadow

} // namespace postern
