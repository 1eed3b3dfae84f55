// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"
#include "shared/model/UtcMs.h"

#include <QString>

#include <optional>

namespace postern::storage
{

/// Queue ids and recipient ids. Any thread.
///
/// A queue id is 14 characters (0-9 and A-Z without I, L, O, U) that sort as they were
/// made: 42 bits of time, 12 bits that count within a millisecond, 15 random bits of this process,
/// so that neither two nodes nor two lives of one give the same.
[[nodiscard]] QString nextQueueId(UtcMs now);
/// It has the form of a queue id; whether there is such a message is another question.
[[nodiscard]] bool isQueueId(QStringView text);
/// What every queue id made before `time` is less than.
[[nodiscard]] QString firstQueueIdOf(UtcMs time);

/// "QUEUEID.NUMBER"
[[nodiscard]] QString recipientId(const QString &queueId, qint64 number);
/// A recipient id taken apart.
struct RecipientKey
{
    QString queueId;
    qint64 number = 0;
};
[[nodiscard]] std::optional<RecipientKey> recipientKey(const QString &recipientId);
/// NotFound.
[[nodiscard]] Error unknownRecipient(const QString &recipientId);

} // namespace postern::storage
