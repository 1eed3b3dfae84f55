// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/LiveConfiguration.h"
#include "server/control/ControlServer.h"
#include "server/log/LogSink.h"

#include <QThread>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>

namespace postern
{

/// The thread of the control channel. After each change it reads the configuration again, before
/// the one who changed it is answered, and hands it on; and it writes the change to the log.
class ControlThread
{
public:
    /// `changed` is called on this thread with what is in force from now on; `queueChanged` after
    /// an administrator's deed on the queue. The references in `sources` outlive it. What
    /// sources.status answers is completed with the queue's counts.
    ControlThread(control::ControlSources sources, control::ControlSetup setup, log::LogSink &log,
                  std::function<void(const LiveConfiguration &)> changed,
                  std::function<void()> queueChanged);
    ~ControlThread();

    [[nodiscard]] Result<void> start();
    [[nodiscard]] QStringList addresses() const;
    [[nodiscard]] QString fingerprint() const;
    void setCertificate(const QSslCertificate &certificate, const QSslKey &key);
    /// Any thread, cheap.
    void noteQueueChanged();
    /// Closes every connection and ends the thread.
    void stop();

private:
    class Worker;

    QThread m_thread;
    Worker *m_worker; // lives on m_thread
    std::atomic<bool> m_isQueueNoted = false;
};

} // namespace postern
