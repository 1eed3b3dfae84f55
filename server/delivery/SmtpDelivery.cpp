// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/SmtpDelivery.h"

#include <QNetworkProxy>

#include <algorithm>

namespace postern::delivery
{

namespace
{

constexpr qint64 maxUnsent = 262144;
constexpr qint64 readBuffer = 65536;
constexpr int maxAddresses = 8; ///< of one name; more would only lengthen the wait

bool hasEightBit(const QByteArray &bytes)
{
    return std::any_of(bytes.begin(), bytes.end(),
                       [](char c) { return static_cast<unsigned char>(c) > 0x7f; });
}

} // namespace

SmtpDelivery::SmtpDelivery(SmtpTarget target, ClientConfig config, ContentThread &content,
                           QObject *parent)
    : QObject(parent), m_target(std::move(target)), m_config(std::move(config)), m_content(content),
      m_session(m_config)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.setReadBufferSize(readBuffer);
    m_timer.setSingleShot(true);
    connect(&m_socket, &QTcpSocket::connected, this, &SmtpDelivery::onConnected);
    connect(&m_socket, &QTcpSocket::readyRead, this, &SmtpDelivery::onReadyRead);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &SmtpDelivery::onBytesWritten);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &SmtpDelivery::onSocketError);
    connect(&m_socket, &QTcpSocket::disconnected, this, &SmtpDelivery::onDisconnected);
    connect(&m_timer, &QTimer::timeout, this, &SmtpDelivery::onTimeout);
}

SmtpDelivery::~SmtpDelivery()
{
    if (m_lookupId >= 0)
        QHostInfo::abortHostLookup(m_lookupId);
    m_socket.disconnect(this);
    m_socket.abort();
}

void SmtpDelivery::deliver(const DeliveryItem &item)
{
    Q_ASSERT(isIdle());
    m_current.emplace();
    m_current->item = item;
    restartTimer();
    if (!std::exchange(m_isStarted, true))
        lookUp();
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

void SmtpDelivery::lookUp()
{
    const QHostAddress literal(m_target.host);
    if (!literal.isNull()) {
        m_addresses = {literal};
        connectNext({});
        return;
    }
    m_timer.start(m_config.timeouts.connect);
    m_lookupId = QHostInfo::lookupHost(m_target.host, this, &SmtpDelivery::onLookedUp);
}

void SmtpDelivery::onLookedUp(const QHostInfo &info)
{
    m_lookupId = -1;
    if (m_isEnding)
        return;
    m_addresses =
        info.addresses().first(std::min<qsizetype>(info.addresses().size(), maxAddresses));
    if (m_addresses.isEmpty()) {
        end(QStringLiteral("The name %1 could not be looked up: %2.")
                .arg(m_target.host, info.errorString()));
        return;
    }
    connectNext({});
}

void SmtpDelivery::connectNext(const QString &lastCause)
{
    if (m_addresses.isEmpty()) {
        end(QStringLiteral("No connection to %1: %2.").arg(hostText(), lastCause));
        return;
    }
    m_address = m_addresses.takeFirst();
    m_socket.abort();
    m_socket.connectToHost(m_address, m_target.port);
    m_timer.start(m_config.timeouts.connect);
}

void SmtpDelivery::onConnected()
{
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    perform(m_session.start());
}

void SmtpDelivery::onReadyRead()
{
    while (!m_session.isClosed() && m_socket.bytesAvailable() > 0)
        perform(m_session.feed(m_socket.read(readBuffer)));
}

void SmtpDelivery::onBytesWritten()
{
    if (!m_session.isInContent())
        return;
    restartTimer();
    askContent();
}

void SmtpDelivery::onSocketError()
{
    if (m_isEnding && m_session.isClosed())
        return;
    if (m_session.stateName() == "Start") { // connecting
        connectNext(m_socket.errorString());
        return;
    }
    onReadyRead(); // what was said before the end counts
    const bool isClosedByPeer = m_socket.error() == QAbstractSocket::RemoteHostClosedError;
    perform(m_session.closed(isClosedByPeer
                                 ? QStringLiteral("The next hop closed the connection")
                                 : QStringLiteral("The connection to the next hop broke (%1)")
                                       .arg(m_socket.errorString())));
}

void SmtpDelivery::onDisconnected()
{
    if (m_session.stateName() == "Start")
        return;
    onReadyRead();
    perform(m_session.closed(QStringLiteral("The next hop closed the connection")));
}

void SmtpDelivery::onTimeout()
{
    if (m_lookupId >= 0) {
        QHostInfo::abortHostLookup(std::exchange(m_lookupId, -1));
        end(QStringLiteral("The name %1 could not be looked up in time.").arg(m_target.host));
    } else if (m_session.stateName() == "Start") {
        connectNext(QStringLiteral("no answer within %1 s")
                        .arg(std::chrono::duration<double>(m_config.timeouts.connect).count()));
    } else if (m_session.isReady()) {
        if (!m_current)
            finish();
    } else {
        perform(m_session.timedOut());
    }
}

void SmtpDelivery::perform(const ClientActions &actions)
{
    for (const ClientAction &action : actions) {
        if (const auto *send = std::get_if<client_action::Send>(&action))
            m_socket.write(send->bytes);
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
    if (m_isReading || m_socket.bytesToWrite() >= maxUnsent)
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
    for (RecipientResult &result : results)
        result.host = hostText();
    emit delivered(item, results);
}

/// The message did not come as far as the session.
void SmtpDelivery::deferItem(const QString &reply)
{
    const DeliveryItem item = std::exchange(m_current, std::nullopt)->item;
    QList<RecipientResult> results;
    for (const DeliveryRecipient &recipient : item.recipients)
        results.append(RecipientResult{recipient.id, RecipientState::Deferred, hostText(), reply});
    restartTimer();
    emit delivered(item, results);
}

void SmtpDelivery::restartTimer()
{
    if (m_isEnding && m_session.isClosed())
        return;
    if (m_session.stateName() == "Start")
        return; // looking up or connecting: the timer runs already
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
    m_socket.disconnect(this);
    m_socket.abort();
    if (m_current && (m_finishedItems > 0 || !m_wasReady))
        emit returned(std::exchange(m_current, std::nullopt)->item);
    else if (m_current)
        deferItem(reply);
    if (!m_wasReady && isUnforeseen)
        emit unreachable(hostText(), reply);
    emit closed();
}

QString SmtpDelivery::hostText() const
{
    const QString port = QLatin1Char(':') + QString::number(m_target.port);
    if (m_address.isNull())
        return m_target.host + port;
    const QString address = QLatin1Char('[') + m_address.toString() + QLatin1Char(']');
    return m_address == QHostAddress(m_target.host) ? address + port
                                                    : m_target.host + address + port;
}

} // namespace postern::delivery
