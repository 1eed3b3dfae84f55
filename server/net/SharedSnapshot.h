// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace postern::net
{

/// The current one of a series of immutable values: published by one thread, read by all. A small
/// mutex around the pointer, because the atomic shared_ptr of libstdc++ 12 is not clean under the
/// thread sanitizer. Never null.
template<typename T>
class SharedSnapshot
{
public:
    using Ptr = std::shared_ptr<const T>;

    SharedSnapshot() : m_current(std::make_shared<const T>()) {}
    explicit SharedSnapshot(Ptr first) : m_current(std::move(first)) {}

    [[nodiscard]] Ptr get() const
    {
        const std::lock_guard lock(m_mutex);
        return m_current;
    }
    void publish(Ptr next)
    {
        const std::lock_guard lock(m_mutex);
        m_current.swap(next);
    }

private:
    mutable std::mutex m_mutex;
    Ptr m_current;
};

} // namespace postern::net
