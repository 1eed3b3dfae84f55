// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "app/console/dialogs/Dialog.h"
#include "app/console/widgets/LineField.h"
#include "app/console/widgets/LiveLine.h"

#include <QJsonObject>

namespace postern
{

class DialogHost;
class MessageBar;

/// A dialog with fields, Cancel and Save, whose answer comes from the server. Save is on while the
/// fields are complete; a refusal stands beside the field it concerns; nothing typed is lost while
/// the server is away; leaving with changes asks.
class FormDialog : public Dialog
{
    Q_OBJECT

public:
    struct Context
    {
        Theme &theme;
        ServerConnection &connection;
        DialogHost &host;
    };

    FormDialog(const Context &context, const QString &objectName, const QString &title,
               const QString &saveText);

    /// Something differs from what was there at the start.
    [[nodiscard]] virtual bool isModified() const = 0;

public slots:
    void requestClose() override;

protected:
    /// Save would make sense.
    [[nodiscard]] virtual bool isComplete() const = 0;
    virtual void save() = 0;
    /// Says a refusal beside its field; false if it concerns none of them.
    virtual bool showRefusal(const Error &error) = 0;

    /// A label and a field under it; edits judge anew.
    LineField *addField(const QString &label, const QString &fieldName);
    /// A live line in the body; `reserved` designed pixels are kept for it.
    LiveLine *addLine(const QString &lineName, int reserved);
    /// Sends; shows it on Save meanwhile; `done` gets the answer when it is not a refusal. What
    /// takes an id carries one, the same for the same words, and is sent once more when the answer
    /// was lost with the connection.
    void send(const QString &method, const QJsonObject &params,
              const std::function<void(const QJsonObject &)> &done);
    void updateSave();
    /// Nothing (more) to save: Save goes, Cancel becomes Close.
    void showOnly();
    void sayInBar(const QString &sentence);
    [[nodiscard]] ServerConnection &connection() const { return m_connection; }
    [[nodiscard]] DialogHost &host() const { return m_host; }

    /// Says what the fields mean or what is wrong with them; then updateSave().
    virtual void judge() = 0;

private:
    void onSave();
    [[nodiscard]] QJsonObject withId(const QJsonObject &params);
    void ask(const QString &method, const QJsonObject &params, bool mayRepeat,
             const std::function<void(const QJsonObject &)> &done);
    void onStateChanged(ServerConnection::State state);

    ServerConnection &m_connection;
    DialogHost &m_host;
    MessageBar *m_bar;
    Button *m_cancelButton;
    Button *m_saveButton;
    bool m_isOnlyShown = false;
    QJsonObject m_lastParams; // what was sent with m_lastId
    QString m_lastId;
};

} // namespace postern
