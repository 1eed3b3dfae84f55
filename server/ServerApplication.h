// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/config/ServerConfig.h"
#include "shared/Result.h"

#include <QObject>

#include <memory>

namespace postern
{

/// The composition root of posternd: builds every room, connects them, and takes them down in the
/// right order. Lives on the main thread.
class ServerApplication : public QObject
{
    Q_OBJECT

public:
    explicit ServerApplication(config::ServerConfig config, QObject *parent = nullptr);
    /// stop()s.
    ~ServerApplication() override;

    /// Everything is open and running when this answers; the error is one sentence for a person.
    [[nodiscard]] Result<void> start();
    /// SIGHUP: opens the log again, reads certificate and log level again.
    void reload();
    /// Sessions get 421, what was accepted is committed, deliveries under way are recorded.
    void stop();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace postern
