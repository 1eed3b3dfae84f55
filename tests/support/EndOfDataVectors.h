// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace postern::test
{

/// A row of tests/data/smtp/end_of_data.txt: bytes after the 354 and what must become of them.
struct EndOfDataVector
{
    QByteArray name; ///< the bytes as the file writes them
    QByteArray bytes;
    bool isEnd = false; ///< else the server refuses and closes
    QByteArray content; ///< when isEnd
};

[[nodiscard]] QList<EndOfDataVector> endOfDataVectors();

} // namespace postern::test
