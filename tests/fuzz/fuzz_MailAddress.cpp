// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/mail/MailAddress.h"

#include <cstddef>
#include <cstdint>

using postern::mail::MailAddress;

// What is accepted is short, printable, without a way out of its brackets, and reads back as
// itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto address = MailAddress::parsePath(text);
    if (!address) {
        if (address.error().text.isEmpty())
            __builtin_trap();
        return 0;
    }
    const QByteArray written = address->toByteArray();
    for (const char c : written) {
        if (c < 0x20 || c > 0x7e)
            __builtin_trap();
    }
    if (address->isNull() || address->domain().isEmpty() || address->localPart().isEmpty())
        __builtin_trap();
    const auto again = MailAddress::parse(written);
    if (!again || *again != *address)
        __builtin_trap();
    return 0;
}
