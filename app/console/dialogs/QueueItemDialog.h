// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "app/console/dialogs/Dialog.h"
#include "shared/model/QueueItem.h"

namespace postern
{

/// One message of the queue: envelope, who sent it, and for each recipient every attempt with the
/// reply in full. Follows what happens while it is open.
class QueueItemDialog : public Dialog
{
    Q_OBJECT

public:
    QueueItemDialog(Theme &theme, ServerConnection &connection, const QString &id,
                    std::function<UtcMs()> now);

private:
    void ask();
    void show(const QueueItem &item);
    void addFacts(QVBoxLayout *column, const QueueItem &item);
    void addRecipient(QVBoxLayout *column, const QueueRecipient &recipient);
    void addAttempt(QVBoxLayout *column, int number, const DeliveryAttempt &attempt);
    ThemedLabel *addText(QVBoxLayout *column, TextStyle style, ColorRole role, const QString &text,
                         const QString &labelName);

    ServerConnection &m_connection;
    QString m_id;
    std::function<UtcMs()> m_now;
    QWidget *m_content = nullptr;
    ThemedLabel *m_stateLabel; ///< while it is read, or why it could not be
    bool m_isAsking = false;
    bool m_isAgain = false; ///< something changed while it was asked
};

} // namespace postern
