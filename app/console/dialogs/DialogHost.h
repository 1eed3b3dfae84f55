// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QPixmap>
#include <QPointer>
#include <QWidget>

namespace postern
{

class Dialog;
class DialogScrim;

/// Covers the window and shows dialogs in its middle, the last opened on top, each on a scrim of
/// its own. Takes the keyboard while one is open and gives the focus back afterwards. GUI thread.
class DialogHost : public QWidget
{
    Q_OBJECT

public:
    /// `window` is what it covers; it follows its size.
    DialogHost(Theme &theme, QWidget *window);

    /// Takes ownership; the dialog is deleted after it closed.
    void open(Dialog *dialog);
    [[nodiscard]] bool isOpen() const { return !m_dialogs.isEmpty(); }
    [[nodiscard]] Dialog *current() const;
    /// A widget below it that can be clicked while a dialog is open; the scrim leaves it out.
    void setReachable(QWidget *widget);
    /// Above everything else of the window.
    void comeToFront();

signals:
    void openChanged(bool open);

protected:
    void paintEvent(QPaintEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Shown
    {
        Dialog *dialog;
        DialogScrim *scrim;
        QPointer<QWidget> focusBefore;
    };

    void close(Dialog *dialog);
    void place();
    void leaveOutReachable();

    Theme &m_theme;
    QWidget *m_reachable = nullptr;
    QList<Shown> m_dialogs;
    QPixmap m_leaving; ///< what was closed, seen while it fades
};

} // namespace postern
