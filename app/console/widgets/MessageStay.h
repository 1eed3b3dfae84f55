// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace postern
{

class MessageBar;

/// Lets the message of a page go when its time is over: what only confirms leaves soon, what offers
/// something later, and warnings and errors stay until they are closed. No time passes while the
/// bar is not seen, is covered by a dialog, is under the pointer or has the keyboard. GUI thread.
class MessageStay : public QObject
{
    Q_OBJECT

public:
    static constexpr int briefMs = 8000;
    static constexpr int offerMs = 30000;

    /// Belongs to the bar. Its timer is the bar's child "messageStayTimer".
    explicit MessageStay(MessageBar &bar);

    /// A dialog lies over the page, or no longer.
    void setCovered(bool covered);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onMessageShown();
    void goOnOrPause();

    MessageBar &m_bar;
    QTimer *m_timer;
    int m_leftMs = 0; ///< 0: it stays, or is gone
    bool m_isCovered = false;
};

} // namespace postern
