// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/EffectPreview.h"

#include "app/console/dialogs/EffectSentences.h"
#include "shared/control/ValueCodec.h"

namespace postern
{

namespace
{

constexpr int delayMs = 150;

} // namespace

EffectPreview::EffectPreview(ServerConnection &connection, QObject *parent)
    : QObject(parent), m_connection(connection)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(delayMs);
    connect(&m_delay, &QTimer::timeout, this, &EffectPreview::send);
}

void EffectPreview::ask(const WhitelistEntry &entry, bool isNew)
{
    ++m_number;
    if (!m_delay.isActive() || entry != m_entry || isNew != m_isNew)
        m_delay.start();
    m_entry = entry;
    m_isNew = isNew;
}

void EffectPreview::forget()
{
    ++m_number;
    m_delay.stop();
}

void EffectPreview::send()
{
    if (m_connection.state() != ServerConnection::State::Connected)
        return;
    const QJsonObject params{
        {QStringLiteral("change"), m_isNew ? QStringLiteral("add") : QStringLiteral("update")},
        {QStringLiteral("entry"), control::toJson(m_entry)}};
    m_connection.call(
        QStringLiteral("whitelist.preview"), params, this,
        [this, number = m_number](const ServerConnection::Answer &answer) {
            if (number == m_number)
                take(answer);
        },
        false);
}

void EffectPreview::take(const ServerConnection::Answer &answer)
{
    if (!answer.ok()) {
        if (answer.error().kind == ErrorKind::Refused || answer.error().kind == ErrorKind::Invalid)
            emit refused(answer.error());
        return;
    }
    emit told(effectSentences(answer.value(), mostEffects));
}

} // namespace postern
