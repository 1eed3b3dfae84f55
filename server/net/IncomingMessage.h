// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/ByteBudget.h"
#include "server/net/HeaderScan.h"
#include "server/net/Mailbox.h"
#include "server/net/SmtpPorts.h"

#include <memory>
#include <optional>

namespace postern::net
{

/// The content of one message on its way to the storage: cut into chunks, a few of which may be
/// under way at a time. Lives on its session's thread; the storage's answers come by the mailbox.
class IncomingMessage : public std::enable_shared_from_this<IncomingMessage>
{
public:
    static constexpr qsizetype chunkSize = 256 * 1024;
    /// While the budget is half full: what many slow sessions hold must not add up to all of it.
    static constexpr qsizetype smallChunkSize = 32 * 1024;
    static constexpr int maxChunksUnderWay = 2;

    /// The references outlive it.
    IncomingMessage(const MessageSink &sink, ByteBudget &budget, ByteBudget::For whom,
                    std::shared_ptr<Mailbox> mailbox, UtcMs now);
    /// Without a commit before, what was stored is discarded.
    ~IncomingMessage();

    [[nodiscard]] const QString &queueId() const { return m_queueId; }
    [[nodiscard]] qint64 size() const { return m_size; }
    /// Of what was appended, also of what is stored already.
    [[nodiscard]] const HeaderScan &header() const { return m_header; }

    /// Takes a piece. When the budget is used up or a chunk could not be stored, the rest is
    /// dropped and commit() will answer with that error.
    void append(QByteArrayView piece);
    /// Take no more from the client until `relieved` is called.
    [[nodiscard]] bool isCongested() const { return m_underWay >= maxChunksUnderWay; }
    std::function<void()> relieved;

    /// After all of it was appended. `done` is called once on this thread, later, unless this is
    /// deleted before.
    void commit(const mail::Envelope &envelope, UtcMs now, StoreDone done);

private:
    void sendChunk();
    void chunkDone(const Result<void> &result);
    void sendLast();
    void answer(const Result<void> &result);
    void dropContent();

    const MessageSink &m_sink;
    ByteBudget &m_budget;
    const ByteBudget::For m_whom;
    std::shared_ptr<Mailbox> m_mailbox;
    QString m_queueId;
    QByteArray m_chunk; // not yet sent
    qint64 m_size = 0;
    int m_sequence = 0; // of m_chunk
    int m_underWay = 0;
    HeaderScan m_header;
    std::optional<Error> m_error;
    std::optional<CompleteMessage> m_complete; // waits for the chunks under way
    StoreDone m_done;
    bool m_isCommitted = false; // handed over: no longer ours to discard
};

} // namespace postern::net
