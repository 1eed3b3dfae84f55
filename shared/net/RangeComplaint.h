// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/net/AddressComplaint.h"

#include <QList>

#include <optional>

namespace postern
{

/// Why a text is not an address range, and what would be right; asked only after
/// RangeReader::strict() has refused it. Pure, any thread.
class RangeComplaint
{
public:
    /// Longest text that is looked at closely: two IPv6 addresses need 79 characters.
    static constexpr qsizetype maxLength = 160;

    explicit RangeComplaint(QStringView text) : m_text(text) {}

    [[nodiscard]] Error toError() const;

private:
    using Found = std::optional<AddressComplaint>;

    [[nodiscard]] AddressComplaint complaint() const;
    [[nodiscard]] Found aboutWhole() const;
    [[nodiscard]] Found aboutForeignCharacters() const;
    [[nodiscard]] Found aboutBlanks() const;
    [[nodiscard]] Found aboutSeveral(const QList<QStringView> &texts) const;
    [[nodiscard]] Found aboutLink() const;
    [[nodiscard]] Found aboutName() const;
    [[nodiscard]] Found aboutOuterBrackets() const;

    QStringView m_text;
};

} // namespace postern
