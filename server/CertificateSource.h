// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/config/ServerConfig.h"
#include "server/net/TlsContext.h"

#include <QSslCertificate>
#include <QSslKey>

#include <memory>

namespace postern
{

/// The certificate in the forms that the SMTP listeners and the control channel need: the one that
/// the configuration names, or the server's own. A value.
struct CertificateSource
{
    std::shared_ptr<net::TlsContext> tlsContext;
    QSslCertificate certificate;
    QSslKey key;

    /// The error names the file, and where the configuration has it.
    [[nodiscard]] static Result<CertificateSource> load(const config::ServerConfig &config);
};

} // namespace postern
