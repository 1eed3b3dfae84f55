// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/ClientTransaction.h"

#include <algorithm>

namespace postern::delivery
{

namespace
{

/// A control character would begin a command of its own, and a byte above 127 needs SMTPUTF8
/// (RFC 6531), which is not spoken here.
bool isSendable(const QByteArray &address)
{
    return std::all_of(address.begin(), address.end(),
                       [](char c) { return c >= 0x20 && c < 0x7f; });
}

} // namespace

RecipientState resultOf(const ClientReply &reply)
{
    switch (reply.code / 100) {
    case 2:
        return RecipientState::Delivered;
    case 5:
        return RecipientState::Failed;
    default:
        return RecipientState::Deferred;
    }
}

ClientTransaction::ClientTransaction(const DeliveryItem &item, const HopOffers &offers)
    : m_item(item), m_isSettled(static_cast<size_t>(item.recipients.size()), false), m_isOpen(true)
{
    for (qsizetype i = 0; i < item.recipients.size(); ++i) {
        m_results.append(RecipientResult{item.recipients[i].id, {}, {}, {}});
        if (isSendable(item.recipients[i].address)) {
            m_asked.append(i);
        } else {
            settle(i, RecipientState::Failed,
                   QStringLiteral("The address holds characters that cannot be sent without "
                                  "SMTPUTF8, which this server does not speak."));
        }
    }
    if (const QString unfit = unfitness(offers); !unfit.isEmpty())
        settleOthers(RecipientState::Failed, unfit);
}

/// Why this hop cannot take the message at all, or nothing.
QString ClientTransaction::unfitness(const HopOffers &offers) const
{
    if (!isSendable(m_item.sender)) {
        return QStringLiteral("The sender's address holds characters that cannot be sent without "
                              "SMTPUTF8, which this server does not speak.");
    }
    if (offers.sizeLimit > 0 && m_item.size > offers.sizeLimit) { // RFC 1870 6.1
        return QStringLiteral("The message has %1 bytes, and the next hop takes at most %2.")
            .arg(m_item.size)
            .arg(offers.sizeLimit);
    }
    if (m_item.isEightBit && !offers.isEightBit) { // RFC 6152 3
        return QStringLiteral("The message holds 8-bit characters, and the next hop does not offer "
                              "8BITMIME; it would be damaged on the way. Send it as quoted-"
                              "printable or base64.");
    }
    return {};
}

QByteArray ClientTransaction::mailCommand(const HopOffers &offers) const
{
    QByteArray command = "MAIL FROM:<" + m_item.sender + '>';
    if (offers.isSize)
        command += " SIZE=" + QByteArray::number(m_item.size);
    if (offers.isEightBit && m_item.isEightBit)
        command += " BODY=8BITMIME";
    return command + "\r\n";
}

qsizetype ClientTransaction::recipientCount() const
{
    return m_asked.size();
}

QByteArray ClientTransaction::recipientCommand(qsizetype number) const
{
    return "RCPT TO:<" + m_item.recipients[m_asked[number]].address + ">\r\n";
}

void ClientTransaction::refuseSender(const ClientReply &reply)
{
    settleOthers(resultOf(reply), reply.text());
    m_isSenderRefused = true;
}

void ClientTransaction::takeRecipientReply(const ClientReply &reply)
{
    const qsizetype index = m_asked[m_answered++];
    const RecipientState result = resultOf(reply);
    if (m_isSenderRefused || result == RecipientState::Delivered)
        return; // accepted; what becomes of it the end of data says
    // RFC 5321 4.5.3.1.10: 552 after too many recipients is to be read as 452.
    settle(index, reply.code == 552 ? RecipientState::Deferred : result, reply.text());
}

void ClientTransaction::settle(qsizetype index, RecipientState result, const QString &reply)
{
    m_results[index].result = result;
    m_results[index].reply = reply;
    m_isSettled[static_cast<size_t>(index)] = true;
}

void ClientTransaction::settleOthers(RecipientState result, const QString &reply)
{
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        if (!m_isSettled[static_cast<size_t>(i)])
            settle(i, result, reply);
    }
}

bool ClientTransaction::isAllSettled() const
{
    return std::all_of(m_isSettled.begin(), m_isSettled.end(),
                       [](bool isSettled) { return isSettled; });
}

QList<RecipientResult> ClientTransaction::close()
{
    m_isOpen = false;
    return m_results;
}

} // namespace postern::delivery
