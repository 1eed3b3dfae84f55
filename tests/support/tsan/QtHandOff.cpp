// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QMetaObject>
#include <QObject>
#include <QThread>
#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

// Qt's libraries are not built for the thread sanitizer, and its own mutex is a futex that the
// sanitizer does not see: each call queued from one thread to another would be reported as a race.
// These definitions stand in front of Qt's entry points in the thread sanitizer's build alone:
// whoever hands a call over releases, whoever runs it acquires. What two threads share by any other
// way is still found.

namespace
{

// One place for all hand-overs. It orders a little more than Qt does, so a race can hide behind an
// unrelated call, but it never reports one that is none.
char handOver;

void release()
{
    __tsan_release(&handOver);
}
void acquire()
{
    __tsan_acquire(&handOver);
}

template<typename Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

// Runs a slot between acquire and release.
class OrderedSlot final : public QtPrivate::QSlotObjectBase
{
public:
    explicit OrderedSlot(QtPrivate::QSlotObjectBase *inner) : QSlotObjectBase(&run), m_inner(inner)
    {}

private:
    static void run(int which, QSlotObjectBase *self, QObject *receiver, void **arguments,
                    bool *result)
    {
        auto *slot = static_cast<OrderedSlot *>(self);
        acquire();
        if (which == Destroy) {
            slot->m_inner->destroyIfLastRef();
            delete slot;
        } else if (which == Call) {
            slot->m_inner->call(receiver, arguments);
        } else {
            *result = slot->m_inner->compare(arguments);
        }
        release();
    }

    QtPrivate::QSlotObjectBase *m_inner;
};

QtPrivate::QSlotObjectBase *ordered(QtPrivate::QSlotObjectBase *slot)
{
    return slot ? new OrderedSlot(slot) : nullptr;
}

} // namespace

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot,
                                   Qt::ConnectionType type, void *result)
{
    using Function = bool (*)(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *);
    static const auto original = next<Function>("_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtP"
                                                "rivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    auto *wrapped = ordered(slot);
    release();
    const bool done = original(object, wrapped, type, result);
    acquire(); // a blocking call has been answered
    return done;
}

void QMetaObject::activate(QObject *sender, const QMetaObject *meta, int signal, void **arguments)
{
    using Function = void (*)(QObject *, const QMetaObject *, int, void **);
    static const auto original = next<Function>("_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    release();
    original(sender, meta, signal, arguments);
}

QMetaObject::Connection QObject::connectImpl(const QObject *sender, void **signal,
                                             const QObject *receiver, void **slotPointer,
                                             QtPrivate::QSlotObjectBase *slot,
                                             Qt::ConnectionType type, const int *types,
                                             const QMetaObject *meta)
{
    using Function = QMetaObject::Connection (*)(const QObject *, void **, const QObject *, void **,
                                                 QtPrivate::QSlotObjectBase *, Qt::ConnectionType,
                                                 const int *, const QMetaObject *);
    static const auto original =
        next<Function>("_ZN7QObject11connectImplEPKS_PPvS1_S3_"
                       "PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject");
    auto *wrapped = ordered(slot);
    release();
    return original(sender, signal, receiver, slotPointer, wrapped, type, types, meta);
}

void QObject::deleteLater()
{
    using Function = void (*)(QObject *);
    static const auto original = next<Function>("_ZN7QObject11deleteLaterEv");
    release();
    original(this);
}

bool QThread::wait(QDeadlineTimer deadline)
{
    using Function = bool (*)(QThread *, QDeadlineTimer);
    static const auto original = next<Function>("_ZN7QThread4waitE14QDeadlineTimer");
    const bool ended = original(this, deadline);
    acquire();
    return ended;
}
