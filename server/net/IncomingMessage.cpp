// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/IncomingMessage.h"

#include <algorithm>
#include <utility>

namespace postern::net
{

IncomingMessage::IncomingMessage(const MessageSink &sink, ByteBudget &budget, ByteBudget::For whom,
                                 std::shared_ptr<Mailbox> mailbox, UtcMs now)
    : m_sink(sink), m_budget(budget), m_whom(whom), m_mailbox(std::move(mailbox)),
      m_queueId(sink.newQueueId(now))
{}

IncomingMessage::~IncomingMessage()
{
    m_budget.giveBack(m_chunk.size());
    if (!m_isCommitted && m_sequence > 0)
        m_sink.discard(m_queueId);
}

void IncomingMessage::dropContent()
{
    m_budget.giveBack(m_chunk.size());
    m_chunk.clear();
}

void IncomingMessage::append(QByteArrayView piece)
{
    while (!piece.isEmpty() && !m_error) {
        // A full chunk waits for more, so that the last one always goes with the message's row.
        const qsizetype most = m_budget.isHalfFull() ? smallChunkSize : chunkSize;
        if (m_chunk.size() >= most)
            sendChunk();
        const QByteArrayView part = piece.first(std::min(piece.size(), most - m_chunk.size()));
        if (!m_budget.take(part.size(), m_whom)) {
            m_error = Error{ErrorKind::StorageFull,
                            QStringLiteral("Too much content is waiting to be stored.")};
            dropContent();
            return;
        }
        m_header.read(part);
        m_chunk += part;
        m_size += part.size();
        piece = piece.sliced(part.size());
    }
}

void IncomingMessage::sendChunk()
{
    const QByteArray chunk = std::exchange(m_chunk, {});
    ++m_underWay;
    m_sink.appendChunk(m_queueId, m_sequence++, chunk,
                       [weak = weak_from_this(), mailbox = m_mailbox, &budget = m_budget,
                        size = chunk.size()](const Result<void> &result) {
                           budget.giveBack(size);
                           mailbox->post([weak, result] {
                               if (const auto self = weak.lock())
                                   self->chunkDone(result);
                           });
                       });
}

void IncomingMessage::chunkDone(const Result<void> &result)
{
    const bool wasCongested = isCongested();
    --m_underWay;
    if (!result.ok() && !m_error) {
        m_error = result.error();
        dropContent();
    }
    if (m_complete && m_underWay == 0)
        sendLast();
    else if (wasCongested && relieved)
        relieved();
}

void IncomingMessage::commit(const mail::Envelope &envelope, UtcMs now, StoreDone done)
{
    m_done = std::move(done);
    CompleteMessage message;
    message.queueId = m_queueId;
    message.envelope = envelope;
    message.size = m_size;
    message.messageId = m_header.messageId();
    message.acceptedAt = now;
    m_complete = std::move(message);
    if (m_underWay == 0)
        sendLast();
}

void IncomingMessage::sendLast()
{
    if (m_error) {
        // Later, as the others: the caller is not called back from within its own call.
        m_mailbox->post([weak = weak_from_this(), error = *m_error] {
            if (const auto self = weak.lock())
                self->answer(error);
        });
        return;
    }
    m_isCommitted = true;
    m_complete->lastSequence = m_sequence;
    m_complete->lastChunk = std::exchange(m_chunk, {});
    const qsizetype size = m_complete->lastChunk.size();
    m_sink.commit(std::move(*m_complete), [weak = weak_from_this(), mailbox = m_mailbox,
                                           &budget = m_budget, size](const Result<void> &result) {
        budget.giveBack(size);
        mailbox->post([weak, result] {
            if (const auto self = weak.lock())
                self->answer(result);
        });
    });
}

void IncomingMessage::answer(const Result<void> &result)
{
    if (!result.ok() && m_isCommitted && m_sequence > 0)
        m_sink.discard(m_queueId);
    if (m_done)
        std::exchange(m_done, {})(result);
}

} // namespace postern::net
