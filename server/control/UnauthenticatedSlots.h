// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/net/IpAddress.h"

#include <QHash>

#include <memory>

namespace postern::control
{

/// Counts the connections that have not logged in, in all and per address (IPv6: per /64). One
/// thread.
class UnauthenticatedSlots
{
public:
    UnauthenticatedSlots(int most, int mostPerAddress);

    /// Held by a connection until it has logged in or is gone; freed by dropping it.
    class Slot
    {
    public:
        ~Slot();

    private:
        friend class UnauthenticatedSlots;
        struct Counts;
        Slot(std::shared_ptr<Counts> counts, const IpAddress &address);
        std::shared_ptr<Counts> m_counts;
        IpAddress m_address;
    };

    /// Null when there are too many already, in all (isFull()) or of this address.
    [[nodiscard]] std::shared_ptr<Slot> take(const IpAddress &address);
    [[nodiscard]] bool isFull() const;

private:
    std::shared_ptr<Slot::Counts> m_counts;
    int m_most;
    int m_mostPerAddress;
};

} // namespace postern::control
