// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/StrictBase64.h"

namespace postern::smtp
{

std::optional<QByteArray> decodeStrictBase64(QByteArrayView text)
{
    const QByteArray written = text.toByteArray();
    const auto result =
        QByteArray::fromBase64Encoding(written, QByteArray::AbortOnBase64DecodingErrors);
    // Qt forgives missing padding and stray bits: encoding again shows both.
    if (!result || result.decoded.toBase64() != written)
        return std::nullopt;
    return result.decoded;
}

} // namespace postern::smtp
