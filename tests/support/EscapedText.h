// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace postern::test
{

/// Bytes as test data writes them: \r \n \t \0 \\ \xHH, and \*N{text} for N times text (whose
/// own escapes are read too; it holds no brace).
[[nodiscard]] QByteArray unescaped(QByteArrayView text);

/// The other way round, for messages of a failed test.
[[nodiscard]] QByteArray escaped(QByteArrayView bytes);

} // namespace postern::test
