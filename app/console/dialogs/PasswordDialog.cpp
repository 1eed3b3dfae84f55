// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/PasswordDialog.h"

#include "app/console/widgets/LineField.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>

namespace postern
{

PasswordDialog::PasswordDialog(Theme &theme, const QString &userName, const QString &password)
    : Dialog(theme, QStringLiteral("passwordDialog"), tr("Password of %1").arg(userName))
{
    auto *sentence = new ThemedLabel(
        theme, TextStyle::Body, ColorRole::Text,
        tr("The server made this password. It is shown only now and cannot be shown again."), this);
    sentence->setWordWrap(true);
    setAccessibleDescription(sentence->text());
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.px(8));
    auto *field = new LineField(theme, QStringLiteral("madePasswordLineEdit"), this);
    field->setAccessibleName(tr("Password"));
    field->setFont(theme.font(TextStyle::Mono));
    field->setText(password);
    field->setReadOnly(true);
    field->selectAll();
    auto *copy = new Button(theme, Button::Kind::Primary, tr("Copy"), this);
    copy->setObjectName(QStringLiteral("copyButton"));
    copy->setDesignedMinimumWidth(88);
    row->addWidget(field, 1);
    row->addWidget(copy);
    auto *said = new ThemedLabel(theme, TextStyle::Body, ColorRole::Success, {}, this);
    said->setObjectName(QStringLiteral("copiedLabel"));
    said->setMinimumHeight(theme.px(20));
    body()->setSpacing(theme.px(12));
    body()->addWidget(sentence);
    body()->addLayout(row);
    body()->addWidget(said);
    connect(copy, &Button::clicked, this, [password, said] {
        QGuiApplication::clipboard()->setText(password);
        said->setText(tr("Copied."));
    });
    Button *close =
        addButton(Button::Kind::Secondary, tr("Close"), QStringLiteral("closePasswordButton"));
    connect(close, &Button::clicked, this, &Dialog::requestClose);
    setInitialFocus(copy);
}

} // namespace postern
