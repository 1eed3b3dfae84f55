// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/runtime/EpollDispatcher.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSocketNotifier>
#include <QThread>
#include <QTimer>
#include <QtTest>

#include <array>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using postern::runtime::EpollDispatcher;

/// The whole test runs on the dispatcher: main() sets it before the application is made.
class tst_EpollDispatcher : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void runsOnIt();
    void tellsOfReadAndWrite();
    void sharesOneDescriptorBetweenReadAndWrite();
    void aHandlerMayDeleteAnotherNotifier();
    void doesNotSpinAfterTheNotifiersAreOff();
    void aDescriptorNumberMayComeBack();
    void firesTimersInOrder();
    void zeroTimersLetOtherEventsThrough();
    void aTimerMayEndInItsOwnEvent();
    void aTimerDoesNotFireAgainInItsOwnEvent();
    void tellsOfItsTimers();
    void leavesSocketsOutWhenTold();
    void nestedLoopsEndOnTheirOwn();
    void anOuterLoopToldToEndByAnInnerOneEnds();
    void wakesUpFromOtherThreads();
    void endsThreadsWithIt();
    void deletesLater();

private:
    void makeReadable() const { QCOMPARE(::write(m_pair[1], "x", 1), ssize_t(1)); }
    void readOne() const
    {
        char c = 0;
        QCOMPARE(::read(m_pair[0], &c, 1), ssize_t(1));
    }

    std::array<int, 2> m_pair{-1, -1};
};

void tst_EpollDispatcher::init()
{
    QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, m_pair.data()), 0);
}

void tst_EpollDispatcher::cleanup()
{
    ::close(m_pair[0]);
    ::close(m_pair[1]);
}

void tst_EpollDispatcher::runsOnIt()
{
    QVERIFY(qobject_cast<EpollDispatcher *>(QAbstractEventDispatcher::instance()) != nullptr);
}

void tst_EpollDispatcher::tellsOfReadAndWrite()
{
    QSocketNotifier read(m_pair[0], QSocketNotifier::Read);
    int readable = 0;
    connect(&read, &QSocketNotifier::activated, this, [&] {
        readOne();
        ++readable;
    });
    makeReadable();
    QTRY_COMPARE(readable, 1);
    QSocketNotifier write(m_pair[0], QSocketNotifier::Write);
    int writable = 0;
    connect(&write, &QSocketNotifier::activated, this, [&] {
        ++writable;
        write.setEnabled(false);
    });
    QTRY_COMPARE(writable, 1);
    QCOMPARE(readable, 1);
}

void tst_EpollDispatcher::sharesOneDescriptorBetweenReadAndWrite()
{
    QSocketNotifier read(m_pair[0], QSocketNotifier::Read);
    int readable = 0;
    connect(&read, &QSocketNotifier::activated, this, [&] {
        readOne();
        ++readable;
    });
    {
        const QSocketNotifier write(m_pair[0], QSocketNotifier::Write);
        QCoreApplication::processEvents();
    }
    makeReadable(); // the write notifier took only itself away
    QTRY_COMPARE(readable, 1);
}

void tst_EpollDispatcher::aHandlerMayDeleteAnotherNotifier()
{
    std::array<int, 2> other{-1, -1};
    QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, other.data()), 0);
    auto *first = new QSocketNotifier(m_pair[0], QSocketNotifier::Read);
    auto *second = new QSocketNotifier(other[0], QSocketNotifier::Read);
    int activated = 0;
    const auto handler = [&](QSocketNotifier *&own, QSocketNotifier *&theirs) {
        ++activated;
        own->setEnabled(false);
        delete std::exchange(theirs, nullptr);
    };
    connect(first, &QSocketNotifier::activated, this, [&] { handler(first, second); });
    connect(second, &QSocketNotifier::activated, this, [&] { handler(second, first); });
    makeReadable();
    QCOMPARE(::write(other[1], "x", 1), ssize_t(1));
    QCoreApplication::processEvents();
    QCOMPARE(activated, 1);
    delete first;
    delete second;
    ::close(other[0]);
    ::close(other[1]);
}

void tst_EpollDispatcher::doesNotSpinAfterTheNotifiersAreOff()
{
    QSocketNotifier read(m_pair[0], QSocketNotifier::Read);
    ::close(std::exchange(m_pair[1], -1)); // hang-up
    int activated = 0;
    connect(&read, &QSocketNotifier::activated, this, [&] {
        ++activated;
        read.setEnabled(false);
    });
    QTRY_COMPARE(activated, 1);
    int turns = 0;
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &read,
            [&turns] { ++turns; });
    QTest::qWait(100);
    QVERIFY2(turns < 50, qPrintable(QString::number(turns)));
}

void tst_EpollDispatcher::aDescriptorNumberMayComeBack()
{
    for (int i = 0; i < 3; ++i) {
        int activated = 0;
        auto notifier = std::make_unique<QSocketNotifier>(m_pair[0], QSocketNotifier::Read);
        connect(notifier.get(), &QSocketNotifier::activated, this, [&] {
            readOne();
            ++activated;
        });
        makeReadable();
        QTRY_COMPARE(activated, 1);
        notifier.reset();
        cleanup();
        init();
    }
}

void tst_EpollDispatcher::firesTimersInOrder()
{
    QString order;
    QTimer::singleShot(60, this, [&] { order += u'c'; });
    QTimer::singleShot(20, this, [&] { order += u'a'; });
    QTimer::singleShot(40, this, [&] { order += u'b'; });
    QElapsedTimer clock;
    clock.start();
    QTRY_COMPARE(order, QStringLiteral("abc"));
    QVERIFY(clock.elapsed() >= 59);
}

void tst_EpollDispatcher::zeroTimersLetOtherEventsThrough()
{
    int zero = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&] { ++zero; });
    timer.start(0);
    QSocketNotifier read(m_pair[0], QSocketNotifier::Read);
    int readable = 0;
    connect(&read, &QSocketNotifier::activated, this, [&] {
        readOne();
        ++readable;
    });
    makeReadable();
    QTRY_COMPARE(readable, 1);
    QVERIFY(zero > 0);
    const int before = zero;
    QCoreApplication::processEvents();
    QVERIFY(zero - before <= 2); // once a turn
}

void tst_EpollDispatcher::aTimerMayEndInItsOwnEvent()
{
    int fired = 0;
    auto *timer = new QTimer;
    connect(timer, &QTimer::timeout, this, [&] {
        ++fired;
        delete timer;
    });
    timer->start(1);
    QTRY_COMPARE(fired, 1);
    QTest::qWait(20);
    QCOMPARE(fired, 1);
}

void tst_EpollDispatcher::aTimerDoesNotFireAgainInItsOwnEvent()
{
    int depth = 0;
    int deepest = 0;
    int fired = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&] {
        deepest = std::max(deepest, ++depth);
        ++fired;
        if (fired < 4)
            QTest::qWait(20);
        --depth;
    });
    timer.start(1);
    QTRY_VERIFY(fired >= 4);
    QCOMPARE(deepest, 1);
}

void tst_EpollDispatcher::tellsOfItsTimers()
{
    QObject object;
    const int id = object.startTimer(100000);
    auto *dispatcher = QAbstractEventDispatcher::instance();
    QCOMPARE(dispatcher->registeredTimers(&object).size(), 1);
    QCOMPARE(dispatcher->registeredTimers(&object).first().timerId, id);
    QVERIFY(dispatcher->remainingTime(id) > 90000);
    object.killTimer(id);
    QVERIFY(dispatcher->registeredTimers(&object).isEmpty());
    QCOMPARE(dispatcher->remainingTime(id), -1);
}

void tst_EpollDispatcher::leavesSocketsOutWhenTold()
{
    QSocketNotifier read(m_pair[0], QSocketNotifier::Read);
    int readable = 0;
    connect(&read, &QSocketNotifier::activated, this, [&] {
        readOne();
        ++readable;
    });
    makeReadable();
    bool hasFired = false;
    QTimer::singleShot(10, this, [&] { hasFired = true; });
    while (!hasFired)
        QCoreApplication::processEvents(QEventLoop::ExcludeSocketNotifiers
                                        | QEventLoop::WaitForMoreEvents);
    QCOMPARE(readable, 0);
    QTRY_COMPARE(readable, 1);
}

void tst_EpollDispatcher::nestedLoopsEndOnTheirOwn()
{
    QString order;
    QEventLoop outer;
    QTimer::singleShot(0, this, [&] {
        QEventLoop inner;
        QTimer::singleShot(10, &inner, &QEventLoop::quit);
        inner.exec();
        order += u'i';
        outer.quit();
    });
    outer.exec();
    QCOMPARE(order, QStringLiteral("i"));
}

void tst_EpollDispatcher::anOuterLoopToldToEndByAnInnerOneEnds()
{
    QEventLoop outer;
    QMetaObject::invokeMethod(
        this,
        [&outer] {
            QEventLoop inner;
            QTimer::singleShot(0, &inner, [&outer, &inner] {
                outer.quit();
                // Turns of the inner loop come after it.
                QTimer::singleShot(5, &inner, &QEventLoop::quit);
            });
            inner.exec();
        },
        Qt::QueuedConnection);
    outer.exec(); // must return though nothing else will ever happen
}

void tst_EpollDispatcher::wakesUpFromOtherThreads()
{
    constexpr int count = 2000;
    int received = 0;
    QEventLoop loop;
    std::thread sender([&] {
        for (int i = 0; i < count; ++i) {
            QMetaObject::invokeMethod(
                &loop,
                [&] {
                    if (++received == count)
                        loop.quit();
                },
                Qt::QueuedConnection);
            if (i % 100 == 0)
                std::this_thread::yield();
        }
    });
    loop.exec();
    sender.join();
    QCOMPARE(received, count);
}

void tst_EpollDispatcher::endsThreadsWithIt()
{
    for (int i = 0; i < 50; ++i) {
        QThread thread;
        thread.setEventDispatcher(new EpollDispatcher);
        thread.start();
        thread.quit();
        QVERIFY(thread.wait(5000));
    }
}

void tst_EpollDispatcher::deletesLater()
{
    auto *object = new QObject;
    bool isGone = false;
    connect(object, &QObject::destroyed, this, [&] { isGone = true; });
    object->deleteLater();
    QTRY_VERIFY(isGone);
}

int main(int argc, char *argv[])
{
    QCoreApplication::setEventDispatcher(new EpollDispatcher);
    QCoreApplication application(argc, argv);
    tst_EpollDispatcher test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_EpollDispatcher.moc"
