// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/DeliveryThread.h"

#include "server/KillPoint.h"
#include "server/log/LogEvents.h"

#include <QSemaphore>

namespace postern
{

DeliveryThread::DeliveryThread(storage::StorageThread &storage, queue::RunnerConfig config,
                               log::LogSink &log, std::function<void()> changed)
    : m_log(log), m_now(config.clock), m_changed(std::move(changed)),
      m_runner(new queue::QueueRunner(storage, std::move(config)))
{
    m_thread.setObjectName(QStringLiteral("delivery"));
    QObject::connect(
        m_runner, &queue::QueueRunner::attempted, m_runner,
        [this](const queue::DeliveryFact &fact) { logAttempt(fact); }, Qt::DirectConnection);
    QObject::connect(
        m_runner, &queue::QueueRunner::storageTrouble, m_runner,
        [this](const QString &sentence) {
            if (const auto line = m_trouble.note(sentence, m_now()))
                m_log.write(log::LogLevel::Error, log::serverLine(m_now(), "error", *line));
        },
        Qt::DirectConnection);
    m_runner->moveToThread(&m_thread);
}

DeliveryThread::~DeliveryThread()
{
    if (m_thread.isRunning()) {
        m_runner->deleteLater();
        m_thread.quit();
        m_thread.wait();
    } else {
        delete m_runner;
    }
}

void DeliveryThread::logAttempt(const queue::DeliveryFact &fact)
{
    if (fact.result == RecipientState::Delivered)
        passKillPoint("after-next-hop");
    log::DeliveryFields fields;
    fields.queue = fact.queueId;
    fields.to = fact.recipient;
    fields.host = fact.host;
    fields.tls = fact.tls;
    fields.reply = fact.reply;
    fields.delayMs = fact.delayMs;
    fields.result = recipientStateName(fact.result);
    m_log.write(log::LogLevel::Info, log::deliveryLine(m_now(), fields));
    m_changed();
}

void DeliveryThread::start(const queue::RouteTable &routes, const queue::RetrySchedule &schedule)
{
    m_thread.start();
    configure(routes, schedule);
    QMetaObject::invokeMethod(m_runner, &queue::QueueRunner::start, Qt::QueuedConnection);
}

void DeliveryThread::configure(const queue::RouteTable &routes,
                               const queue::RetrySchedule &schedule)
{
    QMetaObject::invokeMethod(
        m_runner,
        [runner = m_runner, routes, schedule] {
            runner->setRoutes(routes);
            runner->setSchedule(schedule);
        },
        Qt::QueuedConnection);
}

void DeliveryThread::stop(int graceMs)
{
    if (!m_thread.isRunning())
        return;
    const auto stopped = std::make_shared<QSemaphore>();
    QObject::connect(
        m_runner, &queue::QueueRunner::stopped, m_runner, [stopped] { stopped->release(); },
        Qt::DirectConnection);
    QMetaObject::invokeMethod(m_runner, &queue::QueueRunner::stop, Qt::QueuedConnection);
    stopped->tryAcquire(1, graceMs);
}

} // namespace postern
