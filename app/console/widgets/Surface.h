// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QWidget>

#include <optional>

namespace postern
{

/// A plain ground in one of the theme's colours, with a hair line at one edge if wanted.
class Surface : public QWidget
{
    Q_OBJECT

public:
    Surface(const Theme &theme, ColorRole role, QWidget *parent = nullptr);

    void setLine(Qt::Edge edge, ColorRole role = ColorRole::Hair);

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] const Theme &theme() const { return m_theme; }

private:
    const Theme &m_theme;
    ColorRole m_role;
    std::optional<Qt::Edge> m_lineEdge;
    ColorRole m_lineRole = ColorRole::Hair;
};

} // namespace postern
