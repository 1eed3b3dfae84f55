// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/net/AddressComplaint.h"

#include <QList>

namespace postern
{

/// Why a text with a colon is not an IPv6 address: a port, a hardware address, groups that are too
/// many, too few or too long. Part of AddressComplaint.
class V6Complaint
{
public:
    explicit V6Complaint(QStringView text) : m_text(text), m_parts(text.split(u':')) {}

    [[nodiscard]] AddressComplaint complaint() const;

private:
    [[nodiscard]] bool isHardwareAddress() const;
    [[nodiscard]] AddressComplaint aboutPort() const;
    [[nodiscard]] AddressComplaint aboutBrackets() const;
    [[nodiscard]] AddressComplaint aboutGroups() const;
    [[nodiscard]] AddressComplaint aboutCount() const;
    [[nodiscard]] AddressComplaint aboutV4Tail() const;
    [[nodiscard]] AddressComplaint plain(const char *reason, const QString &problem,
                                         const QStringList &suggestions = {}) const;

    QStringView m_text;
    QList<QStringView> m_parts;
};

} // namespace postern
