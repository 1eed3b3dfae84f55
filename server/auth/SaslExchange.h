// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace postern::auth
{

/// The credentials that one exchange collected; the check itself runs elsewhere because it is slow
/// on purpose.
struct PasswordAttempt
{
    QString login;
    QByteArray password; ///< UTF-8, not yet SASLprep'ed
};

/// One SASL exchange as the server (RFC 4422), PLAIN (RFC 4616) or LOGIN, through GNU SASL.
/// Collects login and password; it checks nothing. One thread at a time.
class SaslExchange
{
public:
    struct Step
    {
        enum class Kind
        {
            Challenge, ///< send `challenge`, feed the answer to step()
            Collected, ///< `attempt` is complete
            Malformed  ///< the exchange is broken, or asks for a foreign authorization id
        };
        Kind kind = Kind::Malformed;
        QByteArray challenge;
        PasswordAttempt attempt;
    };

    /// The mechanisms that are offered, a fixed list of ours: PLAIN, LOGIN.
    [[nodiscard]] static QList<QByteArray> mechanisms();
    /// Null for a mechanism that is not offered.
    [[nodiscard]] static std::unique_ptr<SaslExchange> start(const QByteArray &mechanism);
    ~SaslExchange();

    /// nullopt as the first call: the client sent no initial response.
    [[nodiscard]] Step step(const std::optional<QByteArray> &response);

private:
    class Private;
    explicit SaslExchange(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace postern::auth
