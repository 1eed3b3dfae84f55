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
    [[nodiscard]] AddressComplaint aboutBlock() const;
    [[nodiscard]] AddressComplaint aboutPrefix(QStringView address, QStringView prefix) const;
    [[nodiscard]] AddressComplaint aboutMask(QStringView address, QStringView mask) const;
    [[nodiscard]] AddressComplaint aboutPrefixRange(QStringView address, QStringView prefix) const;
    [[nodiscard]] AddressComplaint aboutHostBits(QStringView address, int prefix) const;
    [[nodiscard]] AddressComplaint aboutDash() const;
    [[nodiscard]] AddressComplaint aboutDashWithPrefix() const;
    [[nodiscard]] AddressComplaint aboutEnds(QStringView first, QStringView last) const;
    [[nodiscard]] Found aboutShortEnd(QStringView first, QStringView last) const;

    QStringView m_text;
};

} // namespace postern
