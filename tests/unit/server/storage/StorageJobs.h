// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/StorageThread.h"

#include <QList>

#include <atomic>
#include <future>
#include <mutex>

/// Jobs for the tests of the storage thread, and what they are answered.
namespace postern::storage
{

inline StorageThread::Job insertChunk(int id, const QByteArray &raw = {})
{
    return [id, raw](Database &database) -> Result<void> {
        const Result<int> inserted = database.change(
            QStringLiteral("INSERT INTO message_chunk (message, seq, bytes) VALUES ('m', ?, ?)"),
            {id, raw});
        if (!inserted)
            return inserted.error();
        return {};
    };
}

inline qint64 countChunks(Database &database)
{
    Result<Rows> rows = database.run(QStringLiteral("SELECT COUNT(*) FROM message_chunk"));
    return rows && rows.value().next() ? rows->integer(0) : -1;
}

/// Keeps the storage thread busy until open() is called, so that a group can gather behind it.
class Gate
{
public:
    StorageThread::Job job()
    {
        return [this](Database &) -> Result<void> {
            if (!m_isReached.exchange(true))
                m_reached.set_value();
            m_openFuture.wait();
            return {};
        };
    }
    void waitUntilReached() { m_reached.get_future().wait(); }
    void open() { m_opened.set_value(); }

private:
    std::promise<void> m_reached;
    std::promise<void> m_opened;
    std::shared_future<void> m_openFuture = m_opened.get_future().share();
    std::atomic<bool> m_isReached = false;
};

/// What the jobs of a test were answered, in order.
class Answers
{
public:
    StorageThread::Done of(int id)
    {
        return [this, id](const Result<void> &result) {
            const std::lock_guard lock(m_mutex);
            (result ? m_done : m_failed).append(id);
        };
    }
    QList<int> done()
    {
        const std::lock_guard lock(m_mutex);
        return m_done;
    }
    QList<int> failed()
    {
        const std::lock_guard lock(m_mutex);
        return m_failed;
    }

private:
    std::mutex m_mutex;
    QList<int> m_done;
    QList<int> m_failed;
};

} // namespace postern::storage
