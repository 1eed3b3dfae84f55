// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerProfile.h"
#include "app/console/dialogs/Dialog.h"

namespace postern
{

class FormField;

/// A server shows another key than the trusted one. Both are shown; the safe answer is the main one
/// and has the focus, the other needs the last eight digits from the server's own output.
class CertificateDialog : public Dialog
{
    Q_OBJECT

public:
    /// `server` holds the key that was trusted, and since when if that is known.
    CertificateDialog(Theme &theme, const ServerProfile &server, const QByteArray &shown,
                      UtcMs now);

    void requestClose() override;

signals:
    void trustGiven();
    void refused();

private:
    void addKeys(const QByteArray &trusted, const QByteArray &shown, const QString &trustedText);
    void onTailEdited();

    QString m_expectedTail;
    FormField *m_tailField;
    Button *m_trustButton;
};

} // namespace postern
