// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/widgets/Surface.h"

class QButtonGroup;
class QVBoxLayout;

namespace postern
{

class Button;
class ThemedLabel;

/// The pages below Settings, one under another; can be closed to a narrow strip.
class NavigationPane : public Surface
{
    Q_OBJECT

public:
    NavigationPane(const Theme &theme, const QString &title, QWidget *parent = nullptr);

    /// `id` is what chosen() tells; the object name is `id` + "NavigationItem".
    void addItem(const QString &id, const QString &icon, const QString &label);
    void setCurrent(const QString &id);
    void setCollapsed(bool collapsed);
    [[nodiscard]] bool isCollapsed() const { return m_isCollapsed; }

signals:
    void chosen(const QString &id);

private:
    ThemedLabel *m_title;
    Button *m_collapseButton;
    QVBoxLayout *m_column;
    QButtonGroup *m_items;
    bool m_isCollapsed = false;
};

} // namespace postern
