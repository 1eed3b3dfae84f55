// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/RequestChannel.h"

namespace postern
{

/// The calls that wait for a connection, in the order in which they came, and the refusing of those
/// that get none. Whoever asked is never told from inside the function that refuses: they may not
/// have returned from asking yet. Thread: its own.
class WaitingCalls : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void keep(PendingCall call) { m_kept.append(std::move(call)); }
    /// Sends what waits, until `channel` closes. Who has given up meanwhile is left out: nothing is
    /// changed behind their back.
    void sendThrough(RequestChannel &channel);
    void refuseKept(const Error &error);
    void refuse(const PendingCall &call, const Error &error);

private:
    QList<PendingCall> m_kept;
};

} // namespace postern
