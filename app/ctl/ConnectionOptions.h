// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerProfile.h"
#include "app/ctl/Command.h"
#include "app/ctl/Outcome.h"

#include <string>

namespace postern::ctl
{

/// Which server, and as whom: the options before the command. Without --server it is the local
/// socket of the data folder, which needs no login.
class ConnectionOptions
{
public:
    struct Target
    {
        ServerProfile profile;
        QString password; ///< empty on the local socket
    };

    void addTo(Command root);
    /// Usage failure when something is missing or cannot be read.
    [[nodiscard]] Attempt<Target> resolve() const;

    static constexpr const char *defaultDataDir = "/var/lib/postern";

private:
    [[nodiscard]] Attempt<Target> resolveLocal() const;
    [[nodiscard]] Attempt<Target> resolveRemote() const;

    std::string m_dataDir = defaultDataDir;
    std::string m_server;
    std::string m_fingerprint;
    std::string m_user;
    std::string m_passwordFile;
};

} // namespace postern::ctl
