// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QPixmap>
#include <QWidget>

namespace postern
{

/// Lies under one dialog and over all that is below it: dims that, another dialog too, and draws
/// the dialog's shadow on it. GUI thread.
class DialogScrim : public QWidget
{
    Q_OBJECT

public:
    DialogScrim(const Theme &theme, QWidget *host);

    /// Where the dialog stands that it belongs to, in the host's coordinates.
    void setDialogPlace(const QRect &place);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void drawShadow();

    const Theme &m_theme;
    QRect m_place;
    QPixmap m_shadow; ///< drawn once for a size, scheme and scale
    ColorScheme m_shadowScheme = ColorScheme::Light;
};

} // namespace postern
