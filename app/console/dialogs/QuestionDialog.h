// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/dialogs/Dialog.h"

namespace postern
{

/// Asks once before something that must be decided now. Cancel (or Escape) is always there and is
/// what Enter presses until the other button has the focus.
class QuestionDialog : public Dialog
{
    Q_OBJECT

public:
    /// `sentences` stand under each other as paragraphs.
    QuestionDialog(Theme &theme, const QString &objectName, const QString &title,
                   const QStringList &sentences, const QString &confirmText,
                   Button::Kind confirmKind = Button::Kind::Danger);

    /// Before a dialog with changes is left: "Discard" confirms, and keeping on is what Enter does.
    static QuestionDialog *aboutLeaving(Theme &theme);

    /// Adds a paragraph below the others, for what is learnt while it is open.
    void addSentence(const QString &sentence, ColorRole role = ColorRole::Text);
    void setCancelText(const QString &text) { m_cancelButton->setText(text); }

signals:
    void confirmed();

private:
    Button *m_cancelButton;
};

} // namespace postern
