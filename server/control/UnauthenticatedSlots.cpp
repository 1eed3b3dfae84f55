// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/UnauthenticatedSlots.h"

#include "server/control/PeerAddress.h"

namespace postern::control
{

struct UnauthenticatedSlots::Slot::Counts
{
    int total = 0;
    QHash<IpAddress, int> perAddress;
};

UnauthenticatedSlots::UnauthenticatedSlots(int most, int mostPerAddress)
    : m_counts(std::make_shared<Slot::Counts>()), m_most(most), m_mostPerAddress(mostPerAddress)
{}

UnauthenticatedSlots::Slot::Slot(std::shared_ptr<Counts> counts, const IpAddress &address)
    : m_counts(std::move(counts)), m_address(address)
{
    ++m_counts->total;
    ++m_counts->perAddress[m_address];
}

UnauthenticatedSlots::Slot::~Slot()
{
    --m_counts->total;
    if (--m_counts->perAddress[m_address] == 0)
        m_counts->perAddress.remove(m_address);
}

bool UnauthenticatedSlots::isFull() const
{
    return m_counts->total >= m_most;
}

std::shared_ptr<UnauthenticatedSlots::Slot> UnauthenticatedSlots::take(const IpAddress &address)
{
    const IpAddress customer = customerOf(address);
    if (isFull() || m_counts->perAddress.value(customer) >= m_mostPerAddress)
        return nullptr;
    return std::shared_ptr<Slot>(new Slot(m_counts, customer));
}

} // namespace postern::control
