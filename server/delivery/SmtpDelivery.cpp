// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/SmtpDelivery.h"

#include <algorithm>

namespace postern::delivery
{

namespace
{

constexpr qint64 maxUnsent = 262144;

bool hasEightBit(const QByteArray &bytes)
{
    return std::any_of(bytes.begin(), bytes.end(),
                       [](char c) { return static_cast<unsigned char>(c) > 0x7f; });
}

/// What the session has to see to, of what the target wants.
ClientConfig configFor(const SmtpTarget &target, ClientConfig config)
{
    config.login = target.login;
    if (target.isImplicitTls)
        config.tls = ClientTls::Already;
    else if (target.tls == RouteTls::None)
        config.tls = ClientTls::None;
    else
        config.tls = target.tls == RouteTls::May ? ClientTls::May : ClientTls::Demand;
    return config;
}

} // namespace

SmtpDelivery::SmtpDelivery(SmtpTarget target, ClientConfig config, ContentThread &content,
                           QObject *parent)
    : QObject(parent), m_target(std::move(target)),
      m_config(configFor(m_target, std::move(config))), m_content(content), m_session(m_config),
      m_connection(m_target, m_config.timeouts.connect)
{
    m_timer.setSingleShot(true);
    connect(&m_connection, &HopConnection::opened, this, &SmtpDelivery::onOpened);
    connect(&m_connection, &HopConnection::encrypted, this,
            [this] { perform(m_session.tlsStarted()); });
    connect(&m_connection, &HopConnection::handshakeFailed, this, &SmtpDelivery::onHandshakeFailed);
    connect(&m_connection, &HopConnection::readyRead, this, &SmtpDelivery::onReadyRead);
    connect(&m_connection, &HopConnection::bytesWritten, this, &SmtpDelivery::onBytesWritten);
    connect(&m_connection, &HopConnection::lost, this, &SmtpDelivery::onLost);
    connect(&m_connection, &HopConnection::unreachable, this, &SmtpDelivery::end);
    connect(&m_timer, &QTimer::timeout, this, &SmtpDelivery::onTimeout);
}

SmtpDelivery::~SmtpDelivery() = default;

void SmtpDelivery::deliver(const DeliveryItem &item)
{
    Q_ASSERT(isIdle());
    m_current.emplace();
    m_current->item = item;
    restartTimer();
    if (!std::exchange(m_isStarted, true))
        m_connection.open();
    askContent();
}

void SmtpDelivery::finish()
{
    if (std::exchange(m_isEnding, true))
        return;
    if (m_current && !m_current->isBegun)
        emit returned(std::exchange(m_current, std::nullopt)->item);
    if (m_current)
        return;
    if (m_session.isReady())
        perform(m_session.quit());
    else if (!m_wasReady)
        end({});
}

void SmtpDelivery::onOpened()
{
    perform(m_session.start());
}

/// RFC 7435 4.1: what may go without encryption shall not wait because of it.
void SmtpDelivery::onHandshakeFailed(const QString &sentence)
{
    if (m_config.tls != ClientTls::May) {
        end(sentence);
        return;
    }
    m_config.tls = ClientTls::None;
    m_session = SmtpClientSession(m_config);
    m_timer.stop();
    m_connection.openAgain();
}

void SmtpDelivery::onReadyRead()
{
    while (!m_session.isClosed() && m_connection.isOpen() && m_connection.bytesAvailable() > 0)
        perform(m_session.feed(m_connection.read()));
}

void SmtpDelivery::onBytesWritten()
{
    if (!m_session.isInContent())
        return;
    restartTimer();
    askContent();
}

void SmtpDelivery::onLost(const QString &cause)
{
    // What was said before the end counts.
    while (!m_session.isClosed() && m_connection.bytesAvailable() > 0)
        perform(m_session.feed(m_connection.read()));
    perform(m_session.closed(cause));
}

void SmtpDelivery::onTimeout()
{
    if (!m_session.isReady())
        perform(m_session.timedOut());
    else if (!m_current)
        finish();
}

void SmtpDelivery::perform(const ClientActions &actions)
{
    for (const ClientAction &action : actions) {
        if (const auto *send = std::get_if<client_action::Send>(&action))
            m_connection.write(send->bytes);
        else if (std::holds_alternative<client_action::StartTls>(action))
            m_connection.startTls();
        else if (const auto *finished = std::get_if<client_action::Finished>(&action))
            onFinished(finished->results);
        else if (const auto *close = std::get_if<client_action::Close>(&action))
            end(close->reply);
        else if (std::holds_alternative<client_action::WantContent>(action))
            sendContent(m_current->firstPiece);
        else
            m_wasReady = true;
    }
    if (m_session.isClosed())
        return;
    restartTimer();
    if (m_session.isReady() && m_isEnding && !m_current)
        perform(m_session.quit());
    else
        beginItem();
}

/// Gives the message to the session once both are ready.
void SmtpDelivery::beginItem()
{
    if (!m_session.isReady() || !m_current || m_current->isBegun || !m_current->isRead
        || m_current->isScanning)
        return;
    MessageProgress &current = *m_current;
    if (current.firstPiece.size() >= current.item.size) {
        current.item.isEightBit = hasEightBit(current.firstPiece);
    } else if (m_session.isEightBitOffered()) {
        current.item.isEightBit = true; // allowed for any content (RFC 6152 3): no need to look
    } else if (current.sequence == 1) {
        current.isScanning = true;
        onScanned(current.firstPiece);
        return;
    }
    current.sequence = 1;
    current.isBegun = true;
    perform(m_session.begin(current.item));
}

/// A hop without 8BITMIME gets the message only after a look at all of it.
void SmtpDelivery::onScanned(const QByteArray &piece)
{
    m_current->item.isEightBit = hasEightBit(piece);
    if (!m_current->item.isEightBit && !piece.isEmpty()) {
        askContent();
        return;
    }
    m_current->sequence = 2; // looked at: more than the first piece was read
    m_current->isScanning = false;
    beginItem();
}

void SmtpDelivery::askContent()
{
    if (m_isReading || m_connection.bytesToWrite() >= maxUnsent)
        return;
    m_isReading = true;
    m_content.read(m_current->item.messageId, m_current->sequence, this,
                   [this](const Result<QByteArray> &piece) { onContent(piece); });
}

void SmtpDelivery::onContent(const Result<QByteArray> &piece)
{
    m_isReading = false;
    if (!m_current)
        return;
    if (!piece.ok()) {
        const QString text =
            QStringLiteral("The stored content could not be read: %1").arg(piece.error().text);
        if (m_current->isBegun)
            perform(m_session.abortContent(text));
        else
            deferItem(text);
        return;
    }
    ++m_current->sequence;
    if (m_current->isScanning) {
        onScanned(*piece);
    } else if (m_current->isBegun) {
        sendContent(*piece);
    } else {
        m_current->firstPiece = *piece;
        m_current->isRead = true;
        beginItem();
    }
}

void SmtpDelivery::sendContent(const QByteArray &piece)
{
    if (!m_session.isInContent())
        return;
    m_current->sent += piece.size();
    const qint64 missing = m_current->item.size - m_current->sent;
    // Half a message must never look like a whole one to the next hop.
    if (missing < 0 || (missing > 0 && piece.isEmpty())) {
        perform(m_session.abortContent(
            QStringLiteral("The stored content does not have the %1 bytes that were accepted.")
                .arg(m_current->item.size)));
        return;
    }
    if (!piece.isEmpty())
        perform(m_session.content(piece));
    if (missing == 0)
        perform(m_session.endContent());
    else
        askContent();
}

void SmtpDelivery::onFinished(QList<RecipientResult> results)
{
    const DeliveryItem item = std::exchange(m_current, std::nullopt)->item;
    const bool isStale = m_session.isClosed() && !m_session.isAnswered() && m_finishedItems > 0;
    if (isStale) {
        emit returned(item);
        return;
    }
    ++m_finishedItems;
    for (RecipientResult &result : results) {
        result.host = m_connection.hostText();
        result.tls = m_connection.tlsText();
    }
    emit delivered(item, results);
}

/// The message did not come as far as the session.
void SmtpDelivery::deferItem(const QString &reply)
{
    const DeliveryItem item = std::exchange(m_current, std::nullopt)->item;
    QList<RecipientResult> results;
    for (const DeliveryRecipient &recipient : item.recipients)
        results.append(RecipientResult{recipient.id, RecipientState::Deferred,
                                       m_connection.hostText(), reply});
    restartTimer();
    emit delivered(item, results);
}

void SmtpDelivery::restartTimer()
{
    if (m_isEnding && m_session.isClosed())
        return;
    if (!m_connection.isOpen())
        return; // it sees to its own time
    if (m_session.isReady() && !m_current)
        m_timer.start(m_config.timeouts.idle);
    else if (m_session.timeout().count() > 0)
        m_timer.start(m_session.timeout());
    else
        m_timer.stop();
}

void SmtpDelivery::end(const QString &reply)
{
    const bool isUnforeseen = !std::exchange(m_isEnding, true);
    m_timer.stop();
    m_connection.disconnect(this);
    m_connection.abort();
    if (m_current && (m_finishedItems > 0 || !m_wasReady))
        emit returned(std::exchange(m_current, std::nullopt)->item);
    else if (m_current)
        deferItem(reply);
    if (!m_wasReady && isUnforeseen)
        emit unreachable(m_connection.hostText(), reply);
    emit closed();
}

} // namespace postern::delivery
