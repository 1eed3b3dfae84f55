// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QWidget>

class QHBoxLayout;

namespace postern
{

class ThemedLabel;

/// One line under a field, in one of several voices, told by icon and colour; wraps.
class LiveLine : public QWidget
{
    Q_OBJECT

public:
    enum class Voice
    {
        Meaning,     ///< muted, no icon
        Information, ///< muted, with the sign for information
        Success,
        Warning,
        Error
    };

    explicit LiveLine(const Theme &theme, const QString &objectName, QWidget *parent = nullptr);

    /// Empty text hides the line.
    void say(Voice voice, const QString &text);
    /// One link button for each text; a click emits correctionChosen() with it.
    void offer(const QStringList &corrections);
    void clear();
    [[nodiscard]] QString text() const;
    [[nodiscard]] Voice voice() const { return m_voice; }

signals:
    void correctionChosen(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Voice m_voice = Voice::Meaning;
    ThemedLabel *m_label;
    QWidget *m_corrections;
    QHBoxLayout *m_correctionRow;
};

} // namespace postern
