// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/EndOfDataVectors.h"

#include "tests/support/EscapedText.h"

#include <QFile>

namespace postern::test
{

QList<EndOfDataVector> endOfDataVectors()
{
    QFile file(QStringLiteral(POSTERN_SOURCE_DIR "/tests/data/smtp/end_of_data.txt"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("Cannot read end_of_data.txt");
    QList<EndOfDataVector> vectors;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const QList<QByteArray> columns = line.split('|');
        if (columns.size() < 2)
            qFatal("A row needs bytes and outcome: %s", line.constData());
        EndOfDataVector vector;
        vector.name = columns.at(0).trimmed();
        vector.bytes = unescaped(vector.name);
        vector.isEnd = columns.at(1).trimmed() == "end";
        vector.content = unescaped(columns.value(2).trimmed());
        vectors.append(vector);
    }
    return vectors;
}

} // namespace postern::test
