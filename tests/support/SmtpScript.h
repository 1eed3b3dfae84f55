// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/smtp/SessionConfig.h"
#include "tests/support/ScriptPeer.h"

#include <QList>
#include <QString>

namespace postern::test
{

class BareScriptPeer;

/// How a script's connection is protected.
enum class ScriptLayer
{
    Plain,
    StartTls, ///< STARTTLS is done before the script begins
    Implicit
};
[[nodiscard]] QByteArray scriptLayerName(ScriptLayer layer);

/// An SMTP conversation as a text, played against a bare SmtpSession and over the network alike.
///
/// The server it talks to is called mx.test, takes mail for here.test from anyone and for other
/// domains from who is logged in (else 530 5.7.0), and knows the user mary with the password
/// "open sesame 42". One line of the file each:
///
///     # a comment
///     layers: plain starttls implicit   where it can be played; all when absent
///     set: size=1000 recipients=3 errors=5 tls=no plain-auth=yes    settings that it needs
///     greeting               expects 220 (already taken when STARTTLS came before the script)
///     C: text                sends text and CR LF; with C- without; escapes as in EscapedText
///     pause                  C lines in a row are one write; this ends it
///     S: pattern             expects a line; * stands for anything
///     S x20: pattern         the same, 20 times
///     S[plain]: S[tls]:      only while the connection is not encrypted, or only while it is
///     starttls               the handshake
///     closed                 expects that the server has closed the connection
///
/// Only for a bare session (isBareOnly()):
///
///     policy: 450 4.7.1 text   the next answer of policy
///     store: full|failed|refused 554 5.7.1 text    the next answer of storage
///     hold / release         answers are kept back / given
///     stored: <from> to[,to] content  the next message that was stored
///     nothing stored         no further message was stored
class SmtpScript
{
public:
    /// Ends the test program when the file cannot be read.
    [[nodiscard]] static SmtpScript load(const QString &path);
    /// The *.script files of a folder.
    [[nodiscard]] static QList<QString> filesIn(const QString &folder);

    [[nodiscard]] bool isBareOnly() const;
    [[nodiscard]] bool runsOn(ScriptLayer layer) const;
    /// True when the script needs no settings beyond the defaults.
    [[nodiscard]] bool hasDefaultSettings() const { return m_settings.isEmpty(); }
    /// What the session must be told for this script.
    [[nodiscard]] smtp::SessionConfig config(ScriptLayer layer) const;

    /// Plays it; empty when all went as written, else what did not, with the line's number.
    /// `bare`: the same peer when it is a bare session.
    [[nodiscard]] QString run(ScriptPeer &peer, ScriptLayer layer,
                              BareScriptPeer *bare = nullptr) const;

private:
    struct Step
    {
        int line = 0;
        QByteArray keyword; ///< "C:", "S[tls]:", "pause", ...
        QByteArray text;
        int count = 1;
    };
    class Player;

    void add(const QByteArray &line, int number);

    QList<Step> m_steps;
    QList<QByteArray> m_layers;
    QList<QByteArray> m_settings;
};

} // namespace postern::test
