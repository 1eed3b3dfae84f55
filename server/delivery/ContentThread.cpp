// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/ContentThread.h"

#include <QPointer>
#include <QThread>

namespace postern::delivery
{

class ContentThread::Private
{
public:
    /// On the thread. Never empty: a failed opening becomes a reader that answers with its error.
    ReadContent reader()
    {
        if (!m_reader) {
            Result<ReadContent> opened = m_open();
            if (!opened.ok()) {
                return [error = opened.error()](const QString &, int) -> Result<QByteArray> {
                    return error;
                };
            }
            m_reader = *opened;
        }
        return m_reader;
    }

    OpenContent m_open;
    ReadContent m_reader;
    QThread m_thread;
    QObject m_worker; ///< lives on m_thread
    QObject m_home;   ///< lives where answers are wanted
};

ContentThread::ContentThread(OpenContent open) : d(std::make_unique<Private>())
{
    d->m_open = std::move(open);
    d->m_worker.moveToThread(&d->m_thread);
    d->m_thread.setObjectName(QStringLiteral("content"));
    d->m_thread.start();
}

ContentThread::~ContentThread()
{
    QMetaObject::invokeMethod(
        &d->m_worker,
        [this] {
            d->m_reader = {}; // a database connection ends on the thread that opened it
            d->m_thread.quit();
        },
        Qt::QueuedConnection);
    d->m_thread.wait();
}

void ContentThread::read(const QString &messageId, int sequence, QObject *receiver, Done done)
{
    Q_ASSERT(receiver->thread() == d->m_home.thread());
    // The guard is only looked at in the receiver's own thread, where it cannot change meanwhile.
    run([this, messageId, sequence, guard = QPointer<QObject>(receiver),
         done = std::move(done)](const ReadContent &reader) {
        Result<QByteArray> piece = reader(messageId, sequence);
        QMetaObject::invokeMethod(
            &d->m_home,
            [guard, done, piece = std::move(piece)] {
                if (guard)
                    done(piece);
            },
            Qt::QueuedConnection);
    });
}

void ContentThread::run(Work work)
{
    QMetaObject::invokeMethod(
        &d->m_worker, [this, work = std::move(work)] { work(d->reader()); }, Qt::QueuedConnection);
}

} // namespace postern::delivery
