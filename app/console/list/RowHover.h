// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QHash>
#include <QVariantAnimation>

namespace postern
{

/// Which row is under the pointer: the band comes and goes in 80 ms, at once with reduced motion,
/// and those that the pointer has left fade while the next one comes. GUI thread.
class RowHover : public QObject
{
    Q_OBJECT

public:
    RowHover(const Theme &theme, QObject *parent);

    /// -1 when the pointer is over none.
    void moveTo(int row);
    [[nodiscard]] int row() const { return m_row; }
    /// How strongly the row's band shows, 0 (not at all) to 1.
    [[nodiscard]] double strengthOf(int row) const;

signals:
    void changed();

private:
    const Theme &m_theme;
    int m_row = -1;
    QHash<int, double> m_before; ///< strengths when the pointer moved last
    double m_progress = 1.0;     ///< of the way from there to now
    QVariantAnimation m_way;
};

} // namespace postern
