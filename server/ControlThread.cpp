// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ControlThread.h"

#include "server/log/LogEvents.h"
#include "server/runtime/PortHolder.h"
#include "server/storage/AuditStore.h"
#include "server/storage/QueueAdministration.h"

namespace postern
{

namespace
{

constexpr std::chrono::milliseconds queueNoteInterval{500};
/// Another node on the same database may have changed something.
constexpr std::chrono::seconds otherNodesInterval{5};
/// An entry that was removed must not stay in force for want of one reading.
constexpr std::chrono::seconds readAgainInterval{1};
constexpr int auditRowsAtOnce = 200;

/// Who holds the port, where that can be told.
Error withHolder(const Error &error, const QList<control::ControlAddress> &addresses)
{
    for (const control::ControlAddress &address : addresses) {
        const QString holder = runtime::portHolder(address.port);
        if (address.port != 0 && !holder.isEmpty()) {
            return {ErrorKind::Unavailable,
                    QStringLiteral("Port %1 for consoles is held by %2; stop it, or choose "
                                   "another port.")
                        .arg(address.port)
                        .arg(holder)};
        }
    }
    return error;
}

} // namespace

/// What lives on the control thread.
class ControlThread::Worker : public QObject
{
public:
    Worker(control::ControlSources sources, control::ControlSetup setup, log::LogSink &log,
           std::function<void(const LiveConfiguration &)> changed,
           std::function<void()> queueChanged, std::atomic<bool> &isQueueNoted);

    [[nodiscard]] Result<void> start();
    void stop() { server.reset(); }
    void scheduleQueueNote() { m_queueNote->start(); }

    std::unique_ptr<control::ControlServer> server;

private:
    void onChanged(control::Topic topic);
    void readAgain();
    void logChanges();
    [[nodiscard]] Result<storage::Database *> reader();
    [[nodiscard]] ServerStatus status();

    control::ControlSources m_sources;
    control::ControlSetup m_setup;
    log::LogSink &m_log;
    std::function<void(const LiveConfiguration &)> m_changed;
    std::function<void()> m_queueChanged;
    std::atomic<bool> &m_isQueueNoted;
    std::unique_ptr<storage::Database> m_reader;
    storage::WhitelistMirror m_whitelist;
    qint64 m_lastAuditId = 0;
    QTimer *m_queueNote;
    QTimer *m_readAgain; // after a failure
};

ControlThread::Worker::Worker(control::ControlSources sources, control::ControlSetup setup,
                              log::LogSink &log,
                              std::function<void(const LiveConfiguration &)> changed,
                              std::function<void()> queueChanged, std::atomic<bool> &isQueueNoted)
    : m_sources(std::move(sources)), m_setup(std::move(setup)), m_log(log),
      m_changed(std::move(changed)), m_queueChanged(std::move(queueChanged)),
      m_isQueueNoted(isQueueNoted), m_queueNote(new QTimer(this)), m_readAgain(new QTimer(this))
{
    m_readAgain->setSingleShot(true);
    m_readAgain->setInterval(readAgainInterval);
    connect(m_readAgain, &QTimer::timeout, this, &Worker::readAgain);
    m_queueNote->setSingleShot(true);
    m_queueNote->setInterval(queueNoteInterval);
    connect(m_queueNote, &QTimer::timeout, this, [this] {
        m_isQueueNoted = false;
        if (server)
            server->noteQueueChanged();
    });
}

Result<storage::Database *> ControlThread::Worker::reader()
{
    if (!m_reader || !m_reader->isConnected()) {
        Result<std::unique_ptr<storage::Database>> opened =
            storage::Database::open(m_sources.database);
        if (!opened)
            return opened.error();
        m_reader = std::move(opened).value();
    }
    return m_reader.get();
}

Result<void> ControlThread::Worker::start()
{
    const Result<storage::Database *> database = reader();
    if (!database)
        return database.error();
    const Result<qint64> newest = storage::AuditStore(*database.value()).newestId();
    if (newest.ok())
        m_lastAuditId = newest.value();
    const Result<LiveConfiguration> live = LiveConfiguration::read(*database.value(), m_whitelist);
    if (!live)
        return live.error();

    control::ControlSources sources = m_sources;
    sources.status = [this] { return status(); };
    server = std::make_unique<control::ControlServer>(sources, m_setup);
    connect(server.get(), &control::ControlServer::changed, this, &Worker::onChanged,
            Qt::DirectConnection);
    connect(server.get(), &control::ControlServer::consoleRefused, this,
            [this](const QString &client, const QString &why) {
                m_log.write(log::LogLevel::Info,
                            log::consoleRefusedLine(m_sources.now(), client, why));
            });
    connect(server.get(), &control::ControlServer::warned, this, [this](const QString &text) {
        m_log.write(log::LogLevel::Warning, log::serverLine(m_sources.now(), "warning", text));
    });
    if (!m_sources.database.text.startsWith(QStringLiteral("sqlite:"))) {
        auto *others = new QTimer(this);
        others->setInterval(otherNodesInterval);
        connect(others, &QTimer::timeout, this, &Worker::readAgain);
        others->start();
    }
    const Result<void> started = server->start();
    if (!started)
        return withHolder(started.error(), m_setup.listen);
    return started;
}

void ControlThread::Worker::onChanged(control::Topic topic)
{
    if (topic == control::Topic::Queue)
        m_queueChanged();
    else if (topic != control::Topic::Administrators)
        readAgain();
    logChanges();
}

void ControlThread::Worker::readAgain()
{
    const Result<storage::Database *> database = reader();
    const Result<LiveConfiguration> live =
        database.ok() ? LiveConfiguration::read(*database.value(), m_whitelist)
                      : Result<LiveConfiguration>(database.error());
    if (live.ok()) {
        m_changed(live.value());
        return;
    }
    m_readAgain->start();
    m_log.write(log::LogLevel::Error,
                log::serverLine(m_sources.now(), "error",
                                QStringLiteral("The configuration cannot be read again; what was "
                                               "in force stays so until it can: %1")
                                    .arg(live.error().text)));
}

void ControlThread::Worker::logChanges()
{
    const Result<storage::Database *> database = reader();
    if (!database)
        return;
    for (qsizetype count = auditRowsAtOnce; count == auditRowsAtOnce;) {
        const Result<QList<AuditRecord>> fresh =
            storage::AuditStore(*database.value()).since(m_lastAuditId, auditRowsAtOnce);
        if (!fresh)
            return;
        for (const AuditRecord &row : fresh.value()) {
            m_lastAuditId = row.id;
            m_log.write(log::LogLevel::Info,
                        log::changeLine(row.at, row.who, row.from, row.action, row.subject));
        }
        count = fresh->size();
    }
}

ServerStatus ControlThread::Worker::status()
{
    ServerStatus status = m_sources.status();
    const Result<storage::Database *> database = reader();
    if (!database)
        return status;
    const Result<storage::QueueCounts> counts =
        storage::QueueAdministration(*database.value()).counts();
    if (counts.ok()) {
        status.queued = counts.value().queued;
        status.deferred = counts.value().deferred;
        status.held = counts.value().held;
    }
    return status;
}

ControlThread::ControlThread(control::ControlSources sources, control::ControlSetup setup,
                             log::LogSink &log,
                             std::function<void(const LiveConfiguration &)> changed,
                             std::function<void()> queueChanged)
    : m_worker(new Worker(std::move(sources), std::move(setup), log, std::move(changed),
                          std::move(queueChanged), m_isQueueNoted))
{
    m_thread.setObjectName(QStringLiteral("control"));
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

ControlThread::~ControlThread()
{
    stop();
}

Result<void> ControlThread::start()
{
    Result<void> result;
    QMetaObject::invokeMethod(
        m_worker, [&] { result = m_worker->start(); }, Qt::BlockingQueuedConnection);
    return result;
}

QStringList ControlThread::addresses() const
{
    QStringList result;
    QMetaObject::invokeMethod(
        m_worker, [&] { result = m_worker->server->addresses(); }, Qt::BlockingQueuedConnection);
    return result;
}

QString ControlThread::fingerprint() const
{
    QString result;
    QMetaObject::invokeMethod(
        m_worker, [&] { result = m_worker->server->fingerprint(); }, Qt::BlockingQueuedConnection);
    return result;
}

void ControlThread::setCertificate(const QSslCertificate &certificate, const QSslKey &key)
{
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, certificate, key] {
            if (worker->server)
                worker->server->setCertificate(certificate, key);
        },
        Qt::QueuedConnection);
}

void ControlThread::noteQueueChanged()
{
    if (m_isQueueNoted.exchange(true))
        return;
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker] { worker->scheduleQueueNote(); }, Qt::QueuedConnection);
}

void ControlThread::stop()
{
    if (!m_thread.isRunning())
        return;
    QMetaObject::invokeMethod(
        m_worker, [this] { m_worker->stop(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

} // namespace postern
