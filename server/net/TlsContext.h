// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QString>

#include <memory>

using SSL_CTX = struct ssl_ctx_st;

namespace postern::net
{

/// One TLS context per listener: certificate, key, TLS 1.2 or newer, session tickets. Made on one
/// thread, then only read, by all.
class TlsContext
{
public:
    /// Both files PEM; the certificate's file may hold its chain. A key with a
    /// passphrase is refused. The error names the file; its field is "certificate" or "key".
    [[nodiscard]] static Result<std::shared_ptr<TlsContext>> load(const QString &certificateFile,
                                                                  const QString &keyFile);
    ~TlsContext();
    TlsContext(const TlsContext &) = delete;
    TlsContext &operator=(const TlsContext &) = delete;

    [[nodiscard]] SSL_CTX *handle() const { return m_handle; }

private:
    explicit TlsContext(SSL_CTX *handle) : m_handle(handle) {}

    SSL_CTX *m_handle;
};

} // namespace postern::net
