// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QSet>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace postern
{

/// Many SMTP sessions that send one numbered message after the other and remember which were
/// answered with 250. A session whose server goes away comes back. Lives on the thread that made
/// it, which runs an event loop.
///
/// The content of a message is made from its number: a first line with the number, then random
/// lines with dots at their beginning and 8-bit bytes; every 16th has some 300 KB, so that it takes
/// several chunks.
class SmtpLoad : public QObject
{
    Q_OBJECT

public:
    SmtpLoad(int sessions, const QHostAddress &from, QObject *parent = nullptr);
    ~SmtpLoad() override;

    /// Where the server is now.
    void setPort(quint16 port);
    /// Sessions end after the message that they are sending.
    void stop() { m_isStopped = true; }
    /// A session begins a message only while this says so.
    void setMayBegin(std::function<bool()> mayBegin) { m_mayBegin = std::move(mayBegin); }

    [[nodiscard]] static QByteArray content(int number);
    /// The number of a message by its content, which may begin with added header lines; -1.
    [[nodiscard]] static int numberOf(const QByteArray &content, qsizetype *begin);

    int begun = 0;        ///< numbers below this may have been sent
    QSet<int> accepted;   ///< answered with 250
    QByteArray lastError; ///< the last reply that was a refusal

signals:
    void answered();

private:
    class Session;

    std::vector<std::unique_ptr<Session>> m_sessions;
    std::function<bool()> m_mayBegin = [] { return true; };
    quint16 m_port = 0;
    bool m_isStopped = false;
};

} // namespace postern
