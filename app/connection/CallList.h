// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>
#include <utility>

namespace postern
{

/// One request on its way: what was asked, and whom to tell.
struct PendingCall
{
    using Done = std::function<void(const Result<QJsonObject> &)>;

    QString method;
    QJsonObject params;
    QPointer<QObject> context; ///< nobody is told once it is gone
    Done done;

    void answer(const Result<QJsonObject> &result) const
    {
        if (context && done)
            done(result);
    }
};

/// The requests of one connection: those that wait to be sent, and those that wait for an answer,
/// by id. Each is answered exactly once by whoever takes it out. One thread.
class CallList
{
public:
    void keep(PendingCall call) { m_waiting.append(std::move(call)); }
    /// The calls that wait, in the order in which they came; afterwards none does.
    [[nodiscard]] QList<PendingCall> takeWaiting() { return std::exchange(m_waiting, {}); }

    /// The id to send it with.
    [[nodiscard]] qint64 sent(const PendingCall &call);
    [[nodiscard]] std::optional<PendingCall> takeSent(qint64 id);
    [[nodiscard]] QList<PendingCall> takeAllSent();
    [[nodiscard]] bool awaitsAnswer() const { return !m_sent.isEmpty(); }

private:
    QList<PendingCall> m_waiting;
    QMap<qint64, PendingCall> m_sent;
    qint64 m_lastId = 0;
};

} // namespace postern
