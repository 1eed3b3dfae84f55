// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

namespace postern
{

/// When to try again: after half a second, then after pauses that double up to 30 seconds, until a
/// try succeeds (startOver()). Milliseconds throughout.
class ReconnectTimer : public QObject
{
    Q_OBJECT

public:
    explicit ReconnectTimer(QObject *parent = nullptr);

    void setDelays(int firstMs, int longestMs);
    /// due() follows after the pause whose turn it is; the next one is longer.
    void schedule();
    void stop() { m_timer.stop(); }
    /// The next pause is the first one again.
    void startOver() { m_nextMs = m_firstMs; }
    [[nodiscard]] bool isActive() const { return m_timer.isActive(); }
    /// 0 while nothing is scheduled.
    [[nodiscard]] int msUntilDue() const;

signals:
    void due();

private:
    QTimer m_timer;
    int m_firstMs = 500;
    int m_longestMs = 30'000;
    int m_nextMs = m_firstMs;
};

} // namespace postern
