// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/RequestChannel.h"

#include "app/connection/ServerSentence.h"
#include "shared/control/Catalogue.h"
#include "shared/control/Message.h"
#include "shared/transport/ControlChannel.h"

#include <chrono>
#include <utility>

namespace postern
{

namespace
{

constexpr std::chrono::seconds answerTimeout{60};
/// How long what was sent last (a logout) may take to leave.
constexpr std::chrono::seconds leaveTimeout{5};

} // namespace

void RequestChannel::take(transport::ControlChannel *channel)
{
    m_channel = channel;
    channel->setParent(this);
    channel->setLineLimit(control::lineLimitAfterLogin);
    if (m_silence == nullptr) {
        m_silence = new QTimer(this);
        m_silence->setSingleShot(true);
        m_silence->setInterval(answerTimeout);
        connect(m_silence, &QTimer::timeout, this, &RequestChannel::onSilence);
    }
    connect(channel, &transport::ControlChannel::lineReceived, this, &RequestChannel::onLine);
    connect(channel, &transport::ControlChannel::closed, this, &RequestChannel::closed);
}

bool RequestChannel::isOpen() const
{
    return !m_channel.isNull();
}

void RequestChannel::send(const PendingCall &call)
{
    control::Request request;
    request.method = call.method;
    request.params = call.params;
    request.id = ++m_lastId;
    m_sent.insert(m_lastId, call);
    if (!m_silence->isActive())
        m_silence->start();
    m_channel->sendLine(control::encode(request));
}

QList<PendingCall> RequestChannel::drop()
{
    if (m_channel) {
        m_silence->stop();
        m_channel->disconnect(this);
        m_channel->close(QString());
        // The channel sends what is left and goes when that is done.
        connect(m_channel, &transport::ControlChannel::closed, m_channel.data(),
                &QObject::deleteLater);
        if (!m_channel->isOpen())
            QTimer::singleShot(leaveTimeout, m_channel, &QObject::deleteLater);
        m_channel.clear();
    }
    return std::exchange(m_sent, {}).values();
}

void RequestChannel::onLine(const QByteArray &line)
{
    m_silence->stop();
    const QPointer<RequestChannel> alive(this);
    hand(line);
    // Whoever got it may have dropped the channel, or ended this.
    if (alive && m_channel && !m_sent.isEmpty())
        m_silence->start();
}

void RequestChannel::hand(const QByteArray &line)
{
    const auto message = control::decodeFromServer(line);
    if (!message) {
        m_channel->abort(message.error().text);
        return;
    }
    if (const auto *event = std::get_if<control::Event>(&message.value())) {
        emit eventReceived(event->topic, event->data);
        return;
    }
    const auto &answer = std::get<control::Answer>(message.value());
    const auto found = m_sent.find(answer.id.toInteger(-1));
    if (found == m_sent.end())
        return;
    const PendingCall call = std::move(*found);
    m_sent.erase(found);
    call.answer(answer.result.ok() ? answer.result : inOwnLanguage(answer.result.error()));
}

void RequestChannel::onSilence()
{
    if (m_channel)
        m_channel->abort(
            tr("the server did not answer for %1 seconds.").arg(answerTimeout.count()));
}

} // namespace postern
