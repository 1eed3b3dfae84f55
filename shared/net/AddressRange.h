// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/net/IpAddress.h"

#include <QList>

namespace postern
{

/// One address, a CIDR block or a dash range, IPv4 or IPv6: first and last address of one family. A
/// plain value, Qt6::Core only, any thread. However it was written it has one internal form and one
/// canonical text, so `10.0.0.0-10.0.0.255` equals `10.0.0.0/24`.
class AddressRange
{
public:
    /// 0.0.0.0 alone; only so that values that hold one can be made before they are filled.
    AddressRange() = default;
    explicit AddressRange(const IpAddress &single) : m_first(single), m_last(single) {}
    /// Needs the same family and first <= last.
    [[nodiscard]] static AddressRange fromBounds(const IpAddress &first, const IpAddress &last);
    /// `prefix` 0 to the family's length; host bits are cleared.
    [[nodiscard]] static AddressRange fromPrefix(const IpAddress &network, int prefix);

    /// Needs first <= last. A V6 range whose bounds both lie inside ::ffff:0:0/96 becomes its IPv4
    /// range.
    [[nodiscard]] static AddressRange fromBits(IpAddress::Family family, UInt128 first,
                                               UInt128 last);

    /// Strict text: `a`, `a/len`, `a/dotted-mask`, `a-b` (blanks around the dash are folded), IPv6
    /// also in brackets. A bare address has the full length of its family. Host bits set are
    /// refused with both candidates (the network, the single address) in `data.suggestions`; octal,
    /// hex, short and zone-id forms are refused with the right text where one exists. An IPv6 range
    /// inside ::ffff:0:0/96 is its IPv4 range; one that contains or cuts that block holds IPv6
    /// clients only. Error: kind Invalid, field "address", data.{reason, suggestions[]}; the text
    /// is a plain sentence (translatable, context "AddressRange").
    [[nodiscard]] static Result<AddressRange> parse(QStringView text);

    [[nodiscard]] const IpAddress &first() const { return m_first; }
    [[nodiscard]] const IpAddress &last() const { return m_last; }
    [[nodiscard]] IpAddress::Family family() const { return m_first.family(); }
    [[nodiscard]] bool isV4() const { return m_first.isV4(); }
    [[nodiscard]] bool isSingle() const { return m_first == m_last; }
    /// The prefix length if this is exactly one CIDR block, else -1.
    [[nodiscard]] int prefixLength() const;
    /// `192.0.2.10`, `10.0.0.0/24`, `192.0.2.20-192.0.2.35`.
    [[nodiscard]] QString toString() const;
    /// The number of addresses in decimal, exact up to 2^128.
    [[nodiscard]] QString sizeText() const;
    /// Number of addresses minus one (so that ::/0 fits).
    [[nodiscard]] UInt128 sizeMinusOne() const;

    [[nodiscard]] bool contains(const IpAddress &address) const;
    [[nodiscard]] bool contains(const AddressRange &other) const;
    [[nodiscard]] bool overlaps(const AddressRange &other) const;
    /// They overlap and neither contains the other.
    [[nodiscard]] bool crosses(const AddressRange &other) const;
    /// The fewest CIDR blocks that together are exactly this range, ascending. Blocks inside
    /// ::ffff:0:0/96 are left out of an IPv6 range: they hold no IPv6 client.
    [[nodiscard]] QList<AddressRange> cidrBlocks() const;
    /// What `this` consists of when cut at the borders of `other` (the pieces offered when ranges
    /// cross).
    [[nodiscard]] QList<AddressRange> cutBy(const AddressRange &other) const;
    /// All of it lies in one private block (see IpAddress::isPrivate).
    [[nodiscard]] bool isPrivate() const;

    /// By first address, then the wider before the narrower.
    friend std::strong_ordering operator<=>(const AddressRange &a, const AddressRange &b);
    friend bool operator==(const AddressRange &, const AddressRange &) = default;

private:
    AddressRange(const IpAddress &first, const IpAddress &last) : m_first(first), m_last(last) {}

    IpAddress m_first;
    IpAddress m_last;
};

/// How wide a range is by the width rules: Normal; Wide (more than 256 IPv4 addresses or wider than
/// /64: warn); VeryWide (more than 65,536 or wider than /48, or a public range of more than 256
/// (v4): type it again); Refused (/0 always; for a bypass public space wider than /8 or /32).
enum class Width
{
    Normal,
    Wide,
    VeryWide,
    Refused
};
[[nodiscard]] Width widthOf(const AddressRange &range, bool asBypass);

} // namespace postern
