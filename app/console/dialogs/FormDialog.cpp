// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/FormDialog.h"

#include "app/console/dialogs/DialogHost.h"
#include "app/console/dialogs/QuestionDialog.h"
#include "app/console/widgets/MessageBar.h"
#include "shared/control/Catalogue.h"
#include "shared/model/ChosenId.h"

#include <QBoxLayout>

namespace postern
{

FormDialog::FormDialog(const Context &context, const QString &objectName, const QString &title,
                       const QString &saveText)
    : Dialog(context.theme, objectName, title), m_connection(context.connection),
      m_host(context.host), m_bar(new MessageBar(context.theme, this)),
      m_cancelButton(
          addButton(Button::Kind::Secondary, tr("Cancel"), QStringLiteral("cancelButton"))),
      m_saveButton(addButton(Button::Kind::Primary, saveText, QStringLiteral("saveButton")))
{
    m_bar->setObjectName(QStringLiteral("dialogMessageBar"));
    m_bar->hide();
    body()->addWidget(m_bar);
    setDefaultButton(m_saveButton);
    connect(m_cancelButton, &Button::clicked, this, &FormDialog::requestClose);
    connect(m_saveButton, &Button::clicked, this, &FormDialog::onSave);
    connect(&m_connection, &ServerConnection::stateChanged, this, &FormDialog::onStateChanged);
}

LineField *FormDialog::addField(const QString &label, const QString &fieldName)
{
    auto *caption = new ThemedLabel(theme(), TextStyle::Label, ColorRole::Text, label, this);
    caption->setFixedHeight(theme().px(20));
    auto *field = new LineField(theme(), fieldName, this);
    field->setAccessibleName(label);
    caption->setBuddy(field);
    body()->addWidget(caption);
    body()->addSpacing(theme().px(4));
    body()->addWidget(field);
    connect(field, &QLineEdit::textChanged, this, [this] {
        judge();
        updateSave();
    });
    return field;
}

LiveLine *FormDialog::addLine(const QString &lineName, int reserved)
{
    auto *room = new QWidget(this);
    room->setMinimumHeight(theme().px(reserved));
    auto *lines = new QVBoxLayout(room);
    lines->setContentsMargins(0, theme().px(8), 0, theme().px(8));
    auto *line = new LiveLine(theme(), lineName, room);
    lines->addWidget(line);
    lines->addStretch(1);
    body()->addWidget(room);
    return line;
}

void FormDialog::updateSave()
{
    m_saveButton->setEnabled(isComplete());
}

void FormDialog::showOnly()
{
    m_isOnlyShown = true;
    m_saveButton->hide();
    m_cancelButton->setText(tr("Close"));
    setDefaultButton(m_cancelButton);
    m_cancelButton->setFocus(Qt::OtherFocusReason);
    setInitialFocus(m_cancelButton);
}

void FormDialog::sayInBar(const QString &sentence)
{
    m_bar->showMessage(MessageBar::Kind::Error, sentence);
}

void FormDialog::onSave()
{
    if (isComplete() && !m_isOnlyShown && !m_saveButton->isBusy())
        save();
}

void FormDialog::send(const QString &method, const QJsonObject &params,
                      const std::function<void(const QJsonObject &)> &done)
{
    m_bar->hide();
    m_saveButton->setBusy(m_connection.state() == ServerConnection::State::Connected
                              ? tr("Saving…")
                              : tr("Waiting…"));
    const control::MethodSpec *spec = control::findMethod(method);
    const bool takesId = spec != nullptr && spec->takesId;
    ask(method, takesId ? withId(params) : params, takesId, done);
}

QJsonObject FormDialog::withId(const QJsonObject &params)
{
    if (m_lastId.isEmpty() || params != m_lastParams) {
        m_lastId = newChosenId();
        m_lastParams = params;
    }
    QJsonObject all = params;
    all.insert(QStringLiteral("id"), m_lastId);
    return all;
}

void FormDialog::ask(const QString &method, const QJsonObject &params, bool mayRepeat,
                     const std::function<void(const QJsonObject &)> &done)
{
    m_connection.call(
        method, params, this,
        [this, method, params, mayRepeat, done](const ServerConnection::Answer &answer) {
            if (mayRepeat && !answer.ok() && answer.error().kind == ErrorKind::Unavailable
                && m_connection.state() == ServerConnection::State::Reconnecting) {
                m_saveButton->setBusy(tr("Waiting…"));
                ask(method, params, false, done);
                return;
            }
            m_saveButton->setIdle();
            if (answer.ok())
                done(answer.value());
            else if (!showRefusal(answer.error()))
                sayInBar(answer.error().text);
        });
}

void FormDialog::onStateChanged(ServerConnection::State state)
{
    if (m_isOnlyShown)
        return;
    if (state == ServerConnection::State::Reconnecting) {
        m_bar->showMessage(MessageBar::Kind::Warning,
                           tr("The connection is lost. Nothing typed here is lost with it."));
    } else if (state == ServerConnection::State::Connected) {
        m_bar->showMessage(MessageBar::Kind::Success, tr("The connection is back."));
    }
}

void FormDialog::requestClose()
{
    if (m_isOnlyShown || !isModified()) {
        finish();
        return;
    }
    QuestionDialog *question = QuestionDialog::aboutLeaving(theme());
    connect(question, &QuestionDialog::confirmed, this, &Dialog::finish);
    m_host.open(question);
}

} // namespace postern
