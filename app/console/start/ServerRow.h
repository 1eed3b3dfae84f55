// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerProfile.h"
#include "app/console/theme/Theme.h"
#include "app/console/widgets/HoverFade.h"

#include <QWidget>

namespace postern
{

class Button;

/// One saved server in the start view: its address, who signs in, Connect and Remove. A click on
/// the row connects too.
class ServerRow : public QWidget
{
    Q_OBJECT

public:
    /// `number` ends the object names of its buttons: connectButton0, removeButton0.
    ServerRow(const Theme &theme, const ServerProfile &profile, int number, UtcMs now,
              QWidget *parent = nullptr);

    void focusConnect();

signals:
    void connectWanted(const postern::ServerProfile &profile);
    void removeWanted(const postern::ServerProfile &profile);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void showTools();

    const Theme &m_theme;
    HoverFade *m_hover;
    ServerProfile m_profile;
    Button *m_connectButton;
    QList<Button *> m_tools;
};

} // namespace postern
