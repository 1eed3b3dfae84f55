// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QWidget>

namespace postern
{

class Button;
class ThemedLabel;

/// What a list shows when it has nothing to show: an icon, one sentence, one button.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(const Theme &theme, QWidget *parent = nullptr);

    void setContent(const QString &icon, const QString &sentence, const QString &buttonText,
                    const QString &buttonIcon = {});
    [[nodiscard]] QString text() const;

signals:
    void buttonClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_icon;
    ThemedLabel *m_label;
    Button *m_button;
};

} // namespace postern
