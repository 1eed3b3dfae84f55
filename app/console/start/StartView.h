// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerProfile.h"
#include "app/console/widgets/LiveLine.h"
#include "app/console/widgets/Surface.h"

#include <QList>

class QScrollArea;
class QVBoxLayout;

namespace postern
{

class Button;
class EmptyState;
class ServerRow;

/// What the window shows while no server is connected: the saved servers, the last used one first,
/// and New. Below them one line tells how the connection goes.
class StartView : public Surface
{
    Q_OBJECT

public:
    explicit StartView(const Theme &theme, QWidget *parent = nullptr);

    void setServers(const QList<ServerProfile> &servers, UtcMs now);
    /// `detail` is what the system said, for whoever points at the sentence.
    void say(LiveLine::Voice voice, const QString &sentence, const QString &detail = {});
    /// The first server's Connect, or New, gets the keyboard.
    void takeFocus();

signals:
    void newWanted();
    void connectWanted(const postern::ServerProfile &profile);
    void removeWanted(const postern::ServerProfile &profile);

private:
    void makeHead(QVBoxLayout *column);

    Button *m_newButton = nullptr;
    QVBoxLayout *m_rowColumn = nullptr;
    QList<ServerRow *> m_rows;
    QScrollArea *m_scroll = nullptr;
    EmptyState *m_empty = nullptr;
    LiveLine *m_line = nullptr;
};

} // namespace postern
