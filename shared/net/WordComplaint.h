// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/net/AddressComplaint.h"

#include <QStringView>

namespace postern
{

/// Why a text that is neither numbers nor an IPv6 address is not an address: a name, a mail
/// address, a hardware address, an address with something behind it; asked by V4Complaint. Pure,
/// any thread.
class WordComplaint
{
public:
    /// `text` is not empty.
    explicit WordComplaint(QStringView text) : m_text(text) {}

    [[nodiscard]] AddressComplaint complaint() const;

private:
    /// The longest beginning that is an address, or empty.
    [[nodiscard]] QStringView readableBeginning() const;

    QStringView m_text;
};

} // namespace postern
