// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QTabBar>

namespace postern
{

/// The tabs of a page: text over an indicator as wide as the text, on a hair line.
class TabStrip : public QTabBar
{
    Q_OBJECT

public:
    explicit TabStrip(const Theme &theme, QWidget *parent = nullptr);

    /// The tab after the current one; after the last comes the first.
    void showNext();

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }

private:
    const Theme &m_theme;
};

} // namespace postern
