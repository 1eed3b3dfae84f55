// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/RepeatedSentence.h"

#include <utility>

namespace postern::log
{

std::optional<QString> RepeatedSentence::note(const QString &sentence, std::int64_t now)
{
    // A clock that was set back begins a new minute.
    const auto isOver = [now](const Kept &kept) {
        return now >= kept.writtenAt + windowMs || now < kept.writtenAt;
    };
    if (!m_kept.contains(sentence) && m_kept.size() >= mostKept)
        m_kept.removeIf([&](const auto &it) { return isOver(*it) && it->leftOut == 0; });
    const bool isNamed = m_kept.contains(sentence) || m_kept.size() < mostKept;
    const QString key =
        isNamed ? sentence
                : QStringLiteral("More kinds of trouble come than are named one by one.");
    const auto known = m_kept.find(key);
    if (known != m_kept.end() && !isOver(*known)) {
        ++known->leftOut;
        return std::nullopt;
    }
    const qint64 leftOut = known == m_kept.end() ? 0 : known->leftOut;
    m_kept.insert(key, Kept{now, 0});
    if (leftOut == 0)
        return key;
    return QStringLiteral("%1 (%2 more since the last line of this kind)")
        .arg(key, QString::number(leftOut));
}

} // namespace postern::log
