// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace postern::smtp
{

/// Base64 as RFC 4648 4 writes it, with padding, without line breaks and with zero bits at the end:
/// one text for each value. nullopt for anything else; an empty text is an empty value.
[[nodiscard]] std::optional<QByteArray> decodeStrictBase64(QByteArrayView text);

} // namespace postern::smtp
