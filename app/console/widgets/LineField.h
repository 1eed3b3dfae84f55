// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QLineEdit>

namespace postern
{

/// One-line text field, 36 high, whose edge tells focus and error. Line breaks that are pasted
/// become blanks.
class LineField : public QLineEdit
{
    Q_OBJECT

public:
    LineField(const Theme &theme, const QString &objectName, QWidget *parent = nullptr);

    void setDesignedHeight(int designed);
    void setInError(bool inError);
    [[nodiscard]] bool isInError() const { return m_inError; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    [[nodiscard]] const Theme &theme() const { return m_theme; }

private:
    void applyTheme();
    void insertOnOneLine(const QString &text);

    const Theme &m_theme;
    int m_designedHeight = 36;
    bool m_inError = false;
};

} // namespace postern
