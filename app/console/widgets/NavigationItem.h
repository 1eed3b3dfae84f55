// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"
#include "app/console/widgets/HoverFade.h"

#include <QAbstractButton>

class QButtonGroup;

namespace postern
{

/// A place to go to: in the icon rail (icon over label) or in the navigation pane (icon beside
/// label, with a bar when it is the current one). To a screen reader it is a tab, selected when it
/// is the current one.
class NavigationItem : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Form
    {
        Rail,
        Pane
    };

    NavigationItem(const Theme &theme, Form form, const QString &icon, const QString &label,
                   QWidget *parent = nullptr);

    /// One of `group` is chosen; Tab reaches that one, and arrows lead to the others.
    void join(QButtonGroup &group);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void leadTabKeyHere();
    void paintRail(QPainter &painter);
    void paintPane(QPainter &painter);

    const Theme &m_theme;
    HoverFade *m_hover;
    Form m_form;
    QString m_icon;
};

} // namespace postern
