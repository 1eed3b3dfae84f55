// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/net/AddressComplaint.h"

namespace postern
{

/// Why a text with a slash is not a block of addresses, and what would be right; asked by
/// RangeComplaint. Pure, any thread.
class BlockComplaint
{
public:
    /// `text` contains a slash.
    explicit BlockComplaint(QStringView text) : m_text(text) {}

    [[nodiscard]] AddressComplaint complaint() const;

private:
    [[nodiscard]] AddressComplaint aboutPrefix(QStringView address, QStringView prefix) const;
    [[nodiscard]] AddressComplaint aboutMask(QStringView address, QStringView mask) const;
    [[nodiscard]] AddressComplaint aboutPrefixRange(QStringView address, QStringView prefix) const;
    [[nodiscard]] AddressComplaint aboutHostBits(QStringView address, int prefix) const;

    QStringView m_text;
};

} // namespace postern
