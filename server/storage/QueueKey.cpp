// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/QueueKey.h"

#include <QRandomGenerator>

#include <algorithm>
#include <atomic>

namespace postern::storage
{

namespace
{

constexpr int idLength = 14;
constexpr int counterBits = 12;
constexpr int timeCharacters = 11; // 54 bits of time and counter in 55
constexpr int processCharacters = idLength - timeCharacters;

constexpr QStringView alphabet = u"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void appendDigits(QString &text, quint64 value, int count)
{
    for (int i = count - 1; i >= 0; --i)
        text.append(alphabet[static_cast<qsizetype>((value >> (5 * i)) & 31)]);
}

} // namespace

QString nextQueueId(UtcMs now)
{
    static const quint32 process =
        QRandomGenerator::system()->bounded(1u << (5 * processCharacters));
    static std::atomic<quint64> last = 0;
    // A clock that is set back, or more than 4,096 ids in a millisecond, only runs ahead of time.
    const quint64 fromClock = quint64(std::max<UtcMs>(now, 0)) << counterBits;
    quint64 previous = last.load(std::memory_order_relaxed);
    quint64 mine = 0;
    do {
        mine = std::max(previous + 1, fromClock);
    } while (!last.compare_exchange_weak(previous, mine, std::memory_order_relaxed));
    QString id;
    id.reserve(idLength);
    appendDigits(id, mine, timeCharacters);
    appendDigits(id, process, processCharacters);
    return id;
}

bool isQueueId(QStringView text)
{
    return text.size() == idLength
           && std::all_of(text.begin(), text.end(), [](QChar c) { return alphabet.contains(c); });
}

QString firstQueueIdOf(UtcMs time)
{
    QString id;
    appendDigits(id, quint64(std::max<UtcMs>(time, 0)) << counterBits, timeCharacters);
    appendDigits(id, 0, processCharacters);
    return id;
}

QString recipientId(const QString &queueId, qint64 number)
{
    return queueId + u'.' + QString::number(number);
}

std::optional<RecipientKey> recipientKey(const QString &recipientId)
{
    const qsizetype dot = recipientId.lastIndexOf(u'.');
    bool isNumber = false;
    const qint64 number = QStringView(recipientId).mid(dot + 1).toLongLong(&isNumber);
    if (dot <= 0 || !isNumber)
        return std::nullopt;
    return RecipientKey{recipientId.left(dot), number};
}

Error unknownRecipient(const QString &recipientId)
{
    return {ErrorKind::NotFound,
            QStringLiteral("There is no recipient %1 in the queue.").arg(recipientId)};
}

} // namespace postern::storage
