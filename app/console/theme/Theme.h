// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/ColorRole.h"
#include "app/console/theme/IconRenderer.h"

#include <QFont>
#include <QObject>
#include <QPalette>

namespace postern
{

/// What a text is; Theme turns it into a font derived from the desktop's.
enum class TextStyle
{
    PageTitle,    ///< 20, semibold
    DialogTitle,  ///< 16, semibold
    EmptyTitle,   ///< 15, medium
    Body,         ///< 13
    Label,        ///< 13, medium: addresses, labels, buttons
    Strong,       ///< 13, semibold: selected tab or navigation item
    Secondary,    ///< 12
    Header,       ///< 12, medium: column headers and marks
    HeaderStrong, ///< 12, semibold: the sorted column, group heads
    Mono,         ///< 13, fixed pitch
    MonoSmall     ///< 12, fixed pitch
};

/// Colours, sizes, fonts and icons of the console in one place. Sizes are written for a desktop
/// font of 13 px and scale with the real one. The scheme can change while the program runs: widgets
/// repaint on changed(). GUI thread.
class Theme : public QObject
{
    Q_OBJECT

public:
    explicit Theme(ColorScheme scheme, const QFont &desktopFont, QObject *parent = nullptr);

    [[nodiscard]] ColorScheme scheme() const { return m_scheme; }
    void setScheme(ColorScheme scheme);
    /// Sizes and fonts follow; widgets that were made before keep their measures.
    void setDesktopFont(const QFont &font);
    [[nodiscard]] const QFont &desktopFont() const { return m_desktopFont; }
    [[nodiscard]] QColor color(ColorRole role) const { return colorOf(role, m_scheme); }
    [[nodiscard]] QPalette palette() const;

    /// `designed` pixels at 13 px, in whole pixels of this desktop.
    [[nodiscard]] int px(double designed) const;
    /// The thickness of a hair line or an edge: one designed pixel, and at least one on screen.
    [[nodiscard]] int hair() const;
    [[nodiscard]] QFont font(TextStyle style) const;
    /// From one line of a wrapped text to the next, in whole pixels of this desktop.
    [[nodiscard]] int lineHeight(TextStyle style) const;
    [[nodiscard]] QPixmap icon(const QString &name, int designedSize, ColorRole role, double scale,
                               double stroke = 1.5) const;

    /// How long a movement of `designed` milliseconds takes: 0 with reduced motion.
    [[nodiscard]] int motion(int designed) const { return m_reducedMotion ? 0 : designed; }
    void setReducedMotion(bool reduced) { m_reducedMotion = reduced; }

signals:
    void changed();

private:
    ColorScheme m_scheme;
    QFont m_desktopFont;
    double m_scale = 1.0;
    bool m_reducedMotion = false;
    mutable IconRenderer m_icons;
};

} // namespace postern
