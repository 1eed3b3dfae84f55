// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/net/AddressComplaint.h"

#include <optional>

namespace postern
{

/// Why a text with a dash is not a range from one address to another, and what would be right;
/// asked by RangeComplaint. Pure, any thread.
class DashComplaint
{
public:
    /// `text` contains a dash.
    explicit DashComplaint(QStringView text) : m_text(text) {}

    [[nodiscard]] AddressComplaint complaint() const;

private:
    [[nodiscard]] AddressComplaint aboutPrefix() const;
    [[nodiscard]] AddressComplaint aboutEnds(QStringView first, QStringView last) const;
    [[nodiscard]] std::optional<AddressComplaint> aboutShortEnd(QStringView first,
                                                                QStringView last) const;

    QStringView m_text;
};

} // namespace postern
