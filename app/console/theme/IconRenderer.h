// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QHash>
#include <QPixmap>
#include <QString>

namespace postern
{

/// Draws the console's line icons (resource files on a grid of 24 with stroke="currentColor") in
/// any colour, size and scale, with the same stroke on screen at every size. Keeps what it has
/// drawn. GUI thread.
class IconRenderer
{
public:
    IconRenderer();

    /// `name` is the file's name without ending; `size` in device-independent pixels, `stroke` the
    /// line's width on screen in the same. An unknown name gives an empty pixmap.
    [[nodiscard]] QPixmap render(const QString &name, int size, const QColor &color, double scale,
                                 double stroke);

private:
    [[nodiscard]] QByteArray source(const QString &name);

    QHash<QString, QByteArray> m_sources;
    QHash<QString, QPixmap> m_drawn;
};

} // namespace postern
