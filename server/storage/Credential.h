// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace postern::storage
{

/// A credential row: a SCRAM-SHA-256 verifier whose keys are sealed with secret.key; never on the
/// control channel.
struct Credential
{
    QString id; ///< chosen by the store when empty
    QString user;
    QString login; ///< what the client sends as its name
    QString label; ///< empty for the user's own password
    int iterations = 0;
    QByteArray salt;
    QByteArray storedKeySealed;
    QByteArray serverKeySealed;
    bool isUserEnabled = true;
};

} // namespace postern::storage
