// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace postern::net
{

/// Calls from other threads, run on the thread of the object that made it. Many calls wake the
/// event loop once: a group commit answers a hundred sessions with one wake-up. Held by shared
/// pointers; calls that come after close() are dropped.
class Mailbox : public std::enable_shared_from_this<Mailbox>
{
public:
    using Call = std::function<void()>;

    /// `context` lives on the thread on which the calls run; call close() before it goes.
    [[nodiscard]] static std::shared_ptr<Mailbox> make(QObject *context);

    /// Any thread.
    void post(Call call);
    /// On the context's thread: nothing runs any more.
    void close();

private:
    explicit Mailbox(QObject *context) : m_context(context) {}
    void drain();

    std::mutex m_mutex;
    QObject *m_context;        // null: closed
    std::vector<Call> m_calls; // waiting; not empty: a wake-up is under way
};

} // namespace postern::net
