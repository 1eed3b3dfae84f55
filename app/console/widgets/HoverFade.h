// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QVariantAnimation>

class QWidget;

namespace postern
{

/// How much a widget is under the pointer, 0 to 1: it comes and goes in 80 ms, at once with reduced
/// motion and when the widget is disabled. Repaints the widget on its way. GUI thread.
class HoverFade : public QObject
{
    Q_OBJECT

public:
    HoverFade(const Theme &theme, QWidget &widget);

    [[nodiscard]] double strength() const { return m_strength; }
    /// `from` when the pointer is away, `to` when it is there, and between on the way.
    [[nodiscard]] QColor between(const QColor &from, const QColor &to) const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void moveTo(double strength);

    const Theme &m_theme;
    QWidget &m_widget;
    double m_strength = 0.0;
    QVariantAnimation m_way;
};

} // namespace postern
