// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/QueueFilter.h"
#include "shared/Result.h"

#include <QVariantList>

namespace postern::storage
{

/// A QueueFilter as SQL: conditions on the message (alias m) and on the recipient (alias r) with
/// what is bound to them, in order. A value; any thread.
class QueueCondition
{
public:
    /// Invalid (field "client") for a client that is no address or range.
    [[nodiscard]] static Result<QueueCondition> from(const QueueFilter &filter);

    void addMessage(const QString &sql, const QVariantList &values = {});
    void addRecipient(const QString &sql, const QVariantList &values = {});

    /// For a query of messages: those that have such a recipient.
    [[nodiscard]] QString forMessages() const;
    /// For a query of recipients joined with their message.
    [[nodiscard]] QString forRecipients() const;
    /// In the order in which both texts hold their marks.
    [[nodiscard]] QVariantList values() const { return m_messageValues + m_recipientValues; }

private:
    QStringList m_message;
    QStringList m_recipient;
    QVariantList m_messageValues;
    QVariantList m_recipientValues;
};

} // namespace postern::storage
