// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>

namespace postern
{

namespace transport
{
class ControlChannel;
}

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

/// The asking end of one open control channel after another: numbers the requests, hands each
/// answer to whom it belongs (errors in this program's language), passes events on, and takes a
/// server that says nothing for 60 seconds while a request is open for gone. Thread: its own.
class RequestChannel : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Takes the channel over, which is open, in place of none.
    void take(transport::ControlChannel *channel);
    [[nodiscard]] bool isOpen() const;
    /// Only while it is open.
    void send(const PendingCall &call);
    /// Closes the channel behind what was sent; closed() does not follow. What was asked and not
    /// answered is returned, in the order in which it was sent: it belongs to the caller now.
    [[nodiscard]] QList<PendingCall> drop();

signals:
    void eventReceived(const QString &topic, const QJsonObject &data);
    /// The other end or the network ended it; drop() follows.
    void closed(const QString &reason);

private:
    void onLine(const QByteArray &line);
    void onSilence();
    void hand(const QByteArray &line);

    QPointer<transport::ControlChannel> m_channel;
    QTimer *m_silence = nullptr;
    QMap<qint64, PendingCall> m_sent;
    qint64 m_lastId = 0; ///< goes on over all channels
};

} // namespace postern
