// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"
#include "app/console/widgets/HoverFade.h"

#include <QPushButton>

namespace postern
{

/// The console's push button, drawn alike everywhere. The text is the accessible name unless
/// another is set; icon-only buttons (Quiet without text) must set one.
class Button : public QPushButton
{
    Q_OBJECT

public:
    enum class Kind
    {
        Primary, ///< the one main action of a view
        Secondary,
        Danger,     ///< like Secondary; in the danger colour while enabled
        Correction, ///< a one-click correction under a field
        Quiet       ///< no ground until hovered: close, collapse, an action in a bar
    };

    Button(const Theme &theme, Kind kind, const QString &text, QWidget *parent = nullptr);

    /// Not drawn, yet there for keys, clicks and screen readers.
    void setFaint(bool faint);
    void setIconName(const QString &name, int designedSize = 16);
    void setDesignedMinimumWidth(int designed);
    /// Shows `text` instead of its own while a request is under way and takes no clicks; the size
    /// stays.
    void setBusy(const QString &text);
    void setIdle();
    [[nodiscard]] bool isBusy() const { return !m_busyText.isEmpty(); }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool hitButton(const QPoint &position) const override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] int designedHeight() const;
    [[nodiscard]] int designedPadding() const;
    [[nodiscard]] ColorRole inkRole() const;
    void paintGround(QPainter &painter) const;

    const Theme &m_theme;
    HoverFade *m_hover;
    bool m_isFaint = false;
    Kind m_kind;
    QString m_iconName;
    int m_iconSize = 16;
    int m_minimumWidth = 0;
    QString m_busyText;
};

} // namespace postern
