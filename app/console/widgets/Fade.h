// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QWidget;

namespace postern
{

/// Lets a widget come and go softly. Durations in milliseconds as Theme::motion() gives them: with
/// 0 it happens at once. A later call for the same widget ends an earlier one. GUI thread.
namespace Fade
{
/// Shows it.
void in(QWidget *widget, int duration);
/// Hides it.
void out(QWidget *widget, int duration);
/// An earlier call for it is still under way.
[[nodiscard]] bool isRunning(const QWidget *widget);
} // namespace Fade

} // namespace postern
