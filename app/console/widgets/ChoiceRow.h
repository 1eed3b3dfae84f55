// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QAbstractButton>

namespace postern
{

/// One of several choices with its name and explanation, drawn with a round mark; the whole row is
/// clickable. Rows of one parent exclude each other; to a screen reader each is a radio button.
class ChoiceRow : public QAbstractButton
{
    Q_OBJECT

public:
    ChoiceRow(const Theme &theme, const QString &name, const QString &explanation, QWidget *parent);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_explanation;
};

} // namespace postern
