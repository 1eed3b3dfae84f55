// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace postern::smtp
{

/// Cuts command lines out of a byte stream with a bound on what is kept: a line that grows over its
/// limit is dropped up to its end and reported once, and once more when its end does not come
/// within droppedLimit. A plain object of one thread.
///
/// Limits with CR LF: 512 octets (RFC 5321 4.5.3.1.4); MAIL more by what its parameters may add
/// (SIZE 26, RFC 1870 4; BODY 17, RFC 6152 2; AUTH 500, RFC 4954 3); AUTH and the client's answers
/// to challenges 12,288 (RFC 4954 4).
class CommandReader
{
public:
    static constexpr qsizetype commandLimit = 512;
    static constexpr qsizetype mailLimit = 512 + 26 + 17 + 500;
    static constexpr qsizetype authLimit = 12288;
    static constexpr qsizetype droppedLimit = 64 * 1024; ///< octets dropped of one line

    enum class Mode
    {
        Command,
        SaslResponse
    };
    struct Line
    {
        enum class Kind
        {
            Incomplete,  ///< more bytes are needed
            Complete,    ///< `text` is the line without CR LF
            TooLong,     ///< dropped as far as it has come; the rest of it will be
            AuthTooLong, ///< the same for AUTH and for answers to challenges
            Endless,     ///< droppedLimit is passed
            BareLineEnd, ///< a CR or LF alone
            Nul
        };
        Kind kind = Kind::Incomplete;
        QByteArray text;
    };

    /// Takes the next line, or what must be said about it, from the front of `input`.
    [[nodiscard]] Line take(QByteArray &input, Mode mode);
    /// Forgets that a line was too long (STARTTLS: what follows is a new stream).
    void reset() { m_isDropping = false; }

private:
    [[nodiscard]] bool dropRest(QByteArray &input);
    bool m_isDropping = false;
    qsizetype m_dropped = 0; ///< of the line that is being dropped
};

} // namespace postern::smtp
