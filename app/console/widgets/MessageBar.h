// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QWidget>

#include <functional>

namespace postern
{

class Button;
class ThemedLabel;

/// One sentence with an icon, at most one action and a cross, in the title row where room is always
/// free, so that nothing moves when it comes.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    enum class Kind
    {
        Success,
        Information,
        Warning,
        Error
    };

    explicit MessageBar(const Theme &theme, QWidget *parent = nullptr);

    void showMessage(Kind kind, const QString &sentence, const QString &actionText = {},
                     std::function<void()> action = {});
    [[nodiscard]] QString text() const;
    /// Of the message that was shown last, counted from 1.
    [[nodiscard]] int number() const { return m_number; }
    /// Only confirms or informs: nothing is amiss.
    [[nodiscard]] bool isPassing() const;
    [[nodiscard]] bool offersAction() const { return static_cast<bool>(m_action); }
    /// Lets the message of that number go, unless another has taken its place.
    void withdraw(int number);

signals:
    void messageShown();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Kind m_kind = Kind::Information;
    ThemedLabel *m_label;
    Button *m_actionButton;
    Button *m_closeButton;
    std::function<void()> m_action;
    int m_number = 0;
};

} // namespace postern
