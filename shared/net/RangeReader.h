// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/net/AddressRange.h"

#include <QStringView>

#include <optional>

namespace postern
{

/// Reads the text of a range: AddressRange::parse(). strict() is the grammar alone; what it does
/// not take, RangeComplaint explains. Pure, any thread.
class RangeReader
{
public:
    explicit RangeReader(QStringView text) : m_text(text) {}

    [[nodiscard]] Result<AddressRange> read() const;

    /// The range, if `text` is exactly one of the accepted forms.
    [[nodiscard]] static std::optional<AddressRange> strict(QStringView text);
    /// `first` to `last`, if they are of one family and in order. A v4-mapped bound beside an IPv4
    /// one, or two mapped ones, are IPv4.
    [[nodiscard]] static std::optional<AddressRange> between(QStringView first, QStringView last);
    /// The prefix length that a contiguous dotted mask stands for (255.255.0.0 is 16).
    [[nodiscard]] static std::optional<int> prefixOfMask(QStringView mask);
    /// `[...]` around an IPv6 address taken off, else the text as it is.
    [[nodiscard]] static QStringView withoutBrackets(QStringView text);

private:
    QStringView m_text;
};

} // namespace postern
