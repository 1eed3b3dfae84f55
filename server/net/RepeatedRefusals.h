// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/LogEvents.h"
#include "shared/model/UtcMs.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace postern::net
{

/// Bounds what the refusals of one session make the log say: of each kind the first `wholeLines`
/// have a line each, then one a minute, with the number of those that were left out; the rest is
/// told at the end, so that the lines and their numbers add up to what was refused. A kind is the
/// reason of policy, or else the code of the reply: there are few of either. Pure, one thread.
class RepeatedRefusals
{
public:
    static constexpr qint64 wholeLines = 20;
    static constexpr qint64 windowMs = qint64{60} * 1000;

    [[nodiscard]] static QString kindOf(const log::RefusedFields &refusal);
    /// The next one of this kind may be left out.
    [[nodiscard]] bool isBounded(const QString &kind) const;
    /// That of the last line of this kind: whoever is refused without a line finds that one.
    [[nodiscard]] QByteArray lastReference(const QString &kind) const;
    /// The line to write, if any.
    [[nodiscard]] std::optional<log::RefusedFields> note(const log::RefusedFields &refusal,
                                                         UtcMs now);
    /// What was left out and not told yet, a line a kind.
    [[nodiscard]] QList<log::RefusedFields> takeRest();

private:
    struct Kind
    {
        qint64 count = 0;
        qint64 leftOut = 0;
        UtcMs writtenAt = 0;
        QByteArray reference;
        log::RefusedFields last; ///< that was left out
    };

    QHash<QString, Kind> m_kinds;
};

} // namespace postern::net
