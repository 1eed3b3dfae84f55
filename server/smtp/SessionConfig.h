// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>

namespace postern::smtp
{

/// What a session needs to know of its listener and the settings when it begins.
struct SessionConfig
{
    QByteArray hostname;         ///< our name in the greeting and the EHLO answer
    QByteArray postmasterDomain; ///< completes RCPT TO:<postmaster>; empty: hostname
    QString listener;
    QString clientAddress;
    bool isTlsAvailable = false;      ///< STARTTLS is offered
    bool isEncrypted = false;         ///< implicit TLS
    bool isAuthWithoutTls = false;    ///< offer AUTH on a plain connection (off by default)
    QList<QByteArray> mechanisms;     ///< offered SASL mechanisms, e.g. PLAIN, LOGIN
    qint64 maxMessageSize = 26214400; ///< SIZE, bytes (RFC 1870); 0: no limit
    int maxRecipients = 1000;         ///< RFC 5321 4.5.3.1.8 asks for at least 100
    int maxErrors = 20;        ///< refused with 5xx, or a login with 4xx, since the last message
    int maxIdleCommands = 100; ///< NOOP, RSET, EHLO, ... since the last message, then 421
    std::chrono::milliseconds commandTimeout{300000}; ///< RFC 5321 4.5.3.2.7
    std::chrono::milliseconds dataTimeout{180000};    ///< RFC 5321 4.5.3.2.5, between two pieces
};

} // namespace postern::smtp
