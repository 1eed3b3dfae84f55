// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QAbstractButton>

class QVariantAnimation;

namespace postern
{

/// A switch with its name and explanation; the whole row is clickable, Space switches. To a screen
/// reader it is a check box whose description is the explanation.
class ToggleRow : public QAbstractButton
{
    Q_OBJECT

public:
    ToggleRow(const Theme &theme, const QString &name, const QString &explanation,
              QWidget *parent = nullptr);

    /// Shows `hint` in the warning colour where the explanation stood; empty: the explanation
    /// again.
    void setHint(const QString &hint);
    [[nodiscard]] QString shownText() const { return m_hint.isEmpty() ? m_explanation : m_hint; }
    void setLineBelow(bool shown);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    /// Where the switch itself stands, for the focus ring.
    [[nodiscard]] QRect switchRect() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void slide(bool on);
    void paintSwitch(QPainter &painter) const;
    [[nodiscard]] QRect textRect(int width) const;

    const Theme &m_theme;
    QString m_explanation;
    QString m_hint;
    QVariantAnimation *m_slide;
    double m_position = 0.0; ///< 0 off, 1 on
    bool m_lineBelow = true;
};

} // namespace postern
