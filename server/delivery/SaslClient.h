// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <memory>
#include <optional>

namespace postern::delivery
{

/// Who we are to a next hop that wants a login. UTF-8; empty user: no login.
struct ClientLogin
{
    QByteArray user;
    QByteArray password;

    [[nodiscard]] bool isEmpty() const { return user.isEmpty(); }
    friend bool operator==(const ClientLogin &, const ClientLogin &) = default;
};

/// One SASL exchange as the client (RFC 4422) through GNU SASL: SCRAM-SHA-256 (RFC 7677), PLAIN
/// (RFC 4616), LOGIN, CRAM-MD5 (RFC 2195). Pure; one thread at a time. What it answers is secret
/// and never logged.
class SaslClient
{
public:
    /// Those of `offered` that are spoken here, the one to try first at the front: SCRAM-SHA-256,
    /// because then the password does not leave us and the other side proves that it has it too;
    /// then PLAIN, LOGIN and CRAM-MD5. In capitals, without repetition.
    [[nodiscard]] static QByteArrayList usable(const QByteArrayList &offered);
    /// Null for a mechanism that is not spoken here.
    [[nodiscard]] static std::unique_ptr<SaslClient> start(const QByteArray &mechanism,
                                                           const ClientLogin &login);
    ~SaslClient();

    /// The initial response that goes behind the mechanism's name (RFC 4954 4), or nothing where
    /// the other side speaks first.
    [[nodiscard]] std::optional<QByteArray> initialResponse();
    /// The answer to a challenge; nothing when the challenge is wrong, or proves that the other
    /// side does not know the password.
    [[nodiscard]] std::optional<QByteArray> respond(const QByteArray &challenge);
    /// Nothing is left to be proved: only then does a 235 count.
    [[nodiscard]] bool isDone() const;

private:
    class Private;
    explicit SaslClient(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace postern::delivery
