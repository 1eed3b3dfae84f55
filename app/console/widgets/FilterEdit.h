// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/widgets/LineField.h"

namespace postern
{

class Button;

/// The always visible filter of a list: a glass, the text, and the key that leads to it or, once
/// something is typed, a button that clears it. Escape clears it too.
class FilterEdit : public LineField
{
    Q_OBJECT

public:
    explicit FilterEdit(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QString keyText() const;

    Button *m_clearButton;
};

} // namespace postern
