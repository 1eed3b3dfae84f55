// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/SmtpLoad.h"

#include <QRandomGenerator>

#include <chrono>

namespace postern
{

namespace
{

constexpr char marker[] = "X-Number: ";
constexpr std::chrono::milliseconds comeBack{20};

} // namespace

class SmtpLoad::Session
{
public:
    Session(SmtpLoad &load, const QHostAddress &from) : m_load(load), m_from(from)
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, &m_socket, [this] { act(); });
        connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { read(); });
        connect(&m_socket, &QTcpSocket::disconnected, &m_socket, [this] { lost(); });
        connect(&m_socket, &QTcpSocket::errorOccurred, &m_socket, [this] { lost(); });
        m_timer.start(comeBack);
    }
    ~Session() { m_socket.disconnect(); }

private:
    enum class Step
    {
        Away,
        Greeting,
        Ehlo,
        Idle,
        Mail,
        Recipient,
        Data,
        End
    };

    void lost()
    {
        m_step = Step::Away;
        m_buffer.clear();
        m_socket.abort();
        m_timer.start(comeBack);
    }
    /// Connects, or begins the next message, or looks again later.
    void act()
    {
        if (m_step == Step::Away && m_load.m_port != 0) {
            m_step = Step::Greeting;
            m_socket.bind(m_from);
            m_socket.connectToHost(QHostAddress::LocalHost, m_load.m_port);
        } else if (m_step == Step::Idle && !m_load.m_isStopped && m_load.m_mayBegin()) {
            m_number = m_load.begun++;
            m_step = Step::Mail;
            m_socket.write("MAIL FROM:<load@example.com> BODY=8BITMIME\r\n");
        } else if (m_step == Step::Away || m_step == Step::Idle) {
            m_timer.start(comeBack);
        }
    }
    void read()
    {
        m_buffer += m_socket.readAll();
        for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n')) {
            const QByteArray line = m_buffer.left(end).trimmed();
            m_buffer.remove(0, end + 1);
            if (line.size() < 4 || line[3] != '-')
                onReply(line);
        }
    }
    void onReply(const QByteArray &line)
    {
        if (!line.startsWith('2') && !line.startsWith("354")) {
            m_load.lastError = line;
            lost();
            return;
        }
        switch (m_step) {
        case Step::Greeting:
            send(Step::Ehlo, "EHLO load.example.com\r\n");
            break;
        case Step::Mail:
            send(Step::Recipient, "RCPT TO:<to@example.net>\r\n");
            break;
        case Step::Recipient:
            send(Step::Data, "DATA\r\n");
            break;
        case Step::Data:
            send(Step::End, content(m_number).replace("\r\n.", "\r\n..") + ".\r\n");
            break;
        case Step::End:
            m_load.accepted.insert(m_number);
            emit m_load.answered();
            [[fallthrough]];
        case Step::Ehlo:
            m_step = Step::Idle;
            act();
            break;
        case Step::Away:
        case Step::Idle:
            break;
        }
    }
    void send(Step step, const QByteArray &bytes)
    {
        m_step = step;
        m_socket.write(bytes);
    }

    SmtpLoad &m_load;
    QHostAddress m_from;
    QTcpSocket m_socket;
    QTimer m_timer;
    QByteArray m_buffer;
    Step m_step = Step::Away;
    int m_number = -1;
};

SmtpLoad::SmtpLoad(int sessions, const QHostAddress &from, QObject *parent) : QObject(parent)
{
    for (int i = 0; i < sessions; ++i)
        m_sessions.push_back(std::make_unique<Session>(*this, from));
}

SmtpLoad::~SmtpLoad() = default;

void SmtpLoad::setPort(quint16 port)
{
    m_port = port;
}

QByteArray SmtpLoad::content(int number)
{
    constexpr int large = 300000;
    constexpr int small = 4000;
    QRandomGenerator random(static_cast<quint32>(number));
    const int size = number % 16 == 15 ? large : static_cast<int>(random.bounded(small));
    QByteArray bytes = marker + QByteArray::number(number) + "\r\nSubject: load\r\n\r\n";
    while (bytes.size() < size) {
        for (int dots = random.bounded(4); dots > 0; --dots)
            bytes.append('.');
        for (int length = random.bounded(120); length > 0; --length)
            bytes.append(static_cast<char>(random.bounded(' ', 256)));
        bytes.append("\r\n");
    }
    return bytes;
}

int SmtpLoad::numberOf(const QByteArray &content, qsizetype *begin)
{
    *begin = content.startsWith(marker) ? 0 : content.indexOf(QByteArray("\r\n") + marker) + 2;
    if (!content.mid(*begin).startsWith(marker))
        return -1;
    const qsizetype from = *begin + static_cast<qsizetype>(sizeof marker) - 1;
    return content.mid(from, content.indexOf('\r', from) - from).toInt();
}

} // namespace postern
