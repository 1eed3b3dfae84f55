// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/QuestionDialog.h"

#include <QBoxLayout>

namespace postern
{

QuestionDialog::QuestionDialog(Theme &theme, const QString &objectName, const QString &title,
                               const QStringList &sentences, const QString &confirmText,
                               Button::Kind confirmKind)
    : Dialog(theme, objectName, title),
      m_cancelButton(
          addButton(Button::Kind::Secondary, tr("Cancel"), QStringLiteral("cancelButton")))
{
    body()->setSpacing(theme.px(8));
    for (const QString &sentence : sentences)
        addSentence(sentence);
    Button *confirm = addButton(confirmKind, confirmText, QStringLiteral("confirmButton"));
    connect(m_cancelButton, &Button::clicked, this, &Dialog::requestClose);
    connect(confirm, &Button::clicked, this, [this] {
        emit confirmed();
        finish();
    });
    setDefaultButton(m_cancelButton);
    setInitialFocus(m_cancelButton);
}

QuestionDialog *QuestionDialog::aboutLeaving(Theme &theme)
{
    auto *question =
        new QuestionDialog(theme, QStringLiteral("discardQuestion"), tr("Leave without saving?"),
                           {tr("What was changed here is not saved yet.")}, tr("Discard"));
    question->setCancelText(tr("Keep editing"));
    return question;
}

void QuestionDialog::addSentence(const QString &sentence, ColorRole role)
{
    auto *label = new ThemedLabel(theme(), TextStyle::Body, role, sentence, this);
    label->setWordWrap(true);
    body()->addWidget(label);
    QString told = accessibleDescription();
    if (!told.isEmpty())
        told += u' ';
    setAccessibleDescription(told + sentence);
}

} // namespace postern
