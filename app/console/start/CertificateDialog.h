// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    CertificateDialog(Theme &theme, const QString &server, const QByteArray &trusted,
                      const QByteArray &shown);

    void requestClose() override;

signals:
    void trustGiven();
    void refused();

private:
    void addKeys(const QByteArray &trusted, const QByteArray &shown);
    void onTailEdited();

    QString m_expectedTail;
    FormField *m_tailField;
    Button *m_trustButton;
};

} // namespace postern
