// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/net/AddressComplaint.h"

#include <QList>

#include <cstdint>
#include <optional>

namespace postern
{

/// Why a text without a colon is not an IPv4 address: octal, hex, short or integer forms,
/// wildcards, numbers that are too large; of words WordComplaint knows. Part of AddressComplaint.
class V4Complaint
{
public:
    explicit V4Complaint(QStringView text);

    [[nodiscard]] AddressComplaint complaint() const;

private:
    /// One piece between dots, as the C library's lenient parsers read it.
    struct Number
    {
        bool isHex = false;
        bool hasLeadingZero = false;
        std::optional<std::uint64_t> decimal; ///< read as decimal (or as hex, if it is)
        std::optional<std::uint64_t> octal;   ///< only with a leading zero
    };

    [[nodiscard]] static std::optional<Number> readNumber(QStringView text);
    [[nodiscard]] AddressComplaint aboutWildcard() const;
    [[nodiscard]] AddressComplaint aboutMissingNumber() const;
    [[nodiscard]] AddressComplaint aboutNumbers() const;
    [[nodiscard]] AddressComplaint aboutHex() const;
    [[nodiscard]] AddressComplaint aboutLeadingZero() const;
    [[nodiscard]] AddressComplaint aboutInteger() const;
    [[nodiscard]] AddressComplaint aboutShort() const;
    [[nodiscard]] AddressComplaint aboutTooLarge() const;

    QStringView m_text;
    QList<QStringView> m_parts;
    QList<Number> m_numbers; ///< one for each part, or empty if some part is no number
};

} // namespace postern
