// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/DeliveryItem.h"
#include "server/delivery/HopOffers.h"

#include <vector>

namespace postern::delivery
{

/// One message on its way through SmtpClientSession: its commands, and the result of each
/// recipient. It is kept after its end until all replies to its pipelined commands have come. Pure;
/// a value.
class ClientTransaction
{
public:
    ClientTransaction() = default;
    /// What this hop cannot take at all is settled from the beginning.
    ClientTransaction(const DeliveryItem &item, const HopOffers &offers);

    [[nodiscard]] QByteArray mailCommand(const HopOffers &offers) const;
    /// RCPT for every recipient that is asked about, in order.
    [[nodiscard]] qsizetype recipientCount() const;
    [[nodiscard]] QByteArray recipientCommand(qsizetype number) const;

    /// The next hop refuses the sender: the replies to what was pipelined behind MAIL mean nothing.
    void refuseSender(const ClientReply &reply);
    /// The reply to the next RCPT.
    void takeRecipientReply(const ClientReply &reply);
    [[nodiscard]] qsizetype answeredRecipients() const { return m_answered; }
    /// For each recipient that has no result yet.
    void settleOthers(RecipientState result, const QString &reply);
    [[nodiscard]] bool isAllSettled() const;

    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    /// Ends it; the results of all recipients.
    [[nodiscard]] QList<RecipientResult> close();

private:
    void settle(qsizetype index, RecipientState result, const QString &reply);
    [[nodiscard]] QString unfitness(const HopOffers &offers) const;

    DeliveryItem m_item;
    QList<RecipientResult> m_results; ///< by recipient
    std::vector<bool> m_isSettled;    ///< by recipient: its result is known
    QList<qsizetype> m_asked;         ///< recipients for which RCPT is sent, in order
    qsizetype m_answered = 0;         ///< of those
    bool m_isSenderRefused = false;
    bool m_isOpen = false;
};

/// 2xx is Delivered, 5xx Failed; what is not known to be for good is Deferred (RFC 5321 4.2.1).
[[nodiscard]] RecipientState resultOf(const ClientReply &reply);

} // namespace postern::delivery
