// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSocketNotifier;

namespace postern::runtime
{

/// SIGTERM, SIGINT and SIGHUP as Qt signals, and SIGPIPE ignored. Make it on the main thread before
/// any other thread starts: it blocks those signals, which threads inherit, and reads them from a
/// descriptor (signalfd).
class UnixSignals : public QObject
{
    Q_OBJECT

public:
    explicit UnixSignals(QObject *parent = nullptr);
    ~UnixSignals() override;

Q_SIGNALS:
    /// SIGTERM or SIGINT.
    void endRequested(int signalNumber);
    /// SIGHUP.
    void reloadRequested();

private:
    void readSignals();

    int m_fd = -1;
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace postern::runtime
