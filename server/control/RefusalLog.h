// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/UtcMs.h"
#include "shared/net/IpAddress.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace postern::control
{

/// Bounds what strangers at the control port can make the log say: one line a minute for each
/// address (IPv6: /64) and reason, with the number of those that were left out, and for at most
/// `mostKept` pairs of these at a time; who comes beyond them shares one line a minute. Pure, time
/// is an argument; one thread.
class RefusalLog
{
public:
    static constexpr qint64 windowMs = qint64{60} * 1000;
    static constexpr int mostKept = 100;

    struct Line
    {
        IpAddress client;
        QString why;
    };

    /// `why`: a sentence of ours, nothing that a client sent. The line to write, if any.
    [[nodiscard]] std::optional<Line> note(const IpAddress &client, const QString &why, UtcMs now);
    /// Lines for those that were left out in minutes that are over, and forgets the others; called
    /// about once a minute.
    [[nodiscard]] QList<Line> sweep(UtcMs now);
    [[nodiscard]] bool isEmpty() const { return m_kept.isEmpty(); }

private:
    struct Kept
    {
        Line line;
        UtcMs writtenAt = 0;
        qint64 leftOut = 0;
    };
    using Key = std::pair<IpAddress, QString>;

    [[nodiscard]] static Line written(Kept &kept, UtcMs now);
    [[nodiscard]] static bool isOver(const Kept &kept, UtcMs now);

    QHash<Key, Kept> m_kept;
};

} // namespace postern::control
