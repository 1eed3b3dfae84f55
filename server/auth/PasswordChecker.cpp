// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/PasswordChecker.h"

#include "server/auth/PasswordVerifier.h"
#include "server/auth/SealedCredential.h"

#include <QObject>

#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace postern::auth
{

namespace
{

/// Where a verdict goes; knows when the receiver is gone. The mutex is held while an event is
/// posted and while the receiver says that it dies, so the two cannot meet.
class Delivery
{
public:
    Delivery(QObject *receiver, PasswordChecker::Callback callback)
        : m_receiver(receiver), m_callback(std::move(callback))
    {}

    static std::shared_ptr<Delivery> to(QObject *receiver, PasswordChecker::Callback callback)
    {
        auto delivery = std::make_shared<Delivery>(receiver, std::move(callback));
        delivery->m_connection = QObject::connect(
            receiver, &QObject::destroyed, receiver, [delivery] { delivery->forget(); },
            Qt::DirectConnection);
        return delivery;
    }

    static void post(const std::shared_ptr<Delivery> &delivery, const PasswordVerdict &verdict)
    {
        const std::lock_guard lock(delivery->m_mutex);
        if (delivery->m_receiver == nullptr)
            return;
        QMetaObject::invokeMethod(
            delivery->m_receiver, [delivery, verdict] { delivery->finish(verdict); },
            Qt::QueuedConnection);
    }

private:
    void forget()
    {
        const std::lock_guard lock(m_mutex);
        m_receiver = nullptr;
    }

    void finish(const PasswordVerdict &verdict)
    {
        // The connection holds this object: without it they would keep each other.
        const auto callback = std::move(m_callback);
        forget();
        QObject::disconnect(m_connection);
        callback(verdict);
    }

    std::mutex m_mutex;
    QObject *m_receiver;
    PasswordChecker::Callback m_callback;
    QMetaObject::Connection m_connection;
};

struct Job
{
    PasswordAttempt attempt;
    std::shared_ptr<Delivery> delivery;
};

PasswordVerdict verdictFor(const PasswordAttempt &attempt, const CredentialLookup &lookup,
                           const SecretKey &key)
{
    using Kind = PasswordVerdict::Kind;
    const auto credential = lookup(attempt.login);
    if (!credential && credential.error().kind != ErrorKind::NotFound)
        return {Kind::Unavailable, {}, {}, 0};
    const auto verifier = credential ? SealedCredential::open(*credential, key)
                                     : Result(PasswordVerifier::forUnknown(attempt.login, key));
    if (!verifier)
        return {Kind::Unavailable, {}, {}, 0};
    const auto check = PasswordVerifier::check(*verifier, attempt.password);
    if (!credential)
        return {Kind::Rejected, {}, {}, check.iterations};
    if (!check.isMatch || !credential->isUserEnabled)
        return {Kind::Rejected, credential->user, {}, check.iterations};
    return {Kind::Accepted, credential->user, credential->id, check.iterations};
}

} // namespace

class PasswordChecker::Private
{
public:
    Private(SecretKey secretKey, CredentialLookupFactory factory)
        : key(std::move(secretKey)), makeLookup(std::move(factory))
    {
        for (std::thread &thread : threads)
            thread = std::thread(&Private::work, this);
    }

    ~Private()
    {
        {
            const std::lock_guard lock(mutex);
            isStopping = true;
        }
        wake.notify_all();
        for (std::thread &thread : threads)
            thread.join();
    }

    [[nodiscard]] bool enqueue(Job job)
    {
        {
            const std::lock_guard lock(mutex);
            // Idle threads take their job in a moment: they count as places beside the queue.
            if (jobs.size() >= static_cast<std::size_t>(queueLimit + idle))
                return false;
            jobs.push_back(std::move(job));
        }
        wake.notify_one();
        return true;
    }

private:
    void work()
    {
        const CredentialLookup lookup = makeLookup();
        while (auto job = next())
            Delivery::post(job->delivery, verdictFor(job->attempt, lookup, key));
    }

    std::optional<Job> next()
    {
        std::unique_lock lock(mutex);
        ++idle;
        wake.wait(lock, [this] { return isStopping || !jobs.empty(); });
        --idle;
        if (isStopping)
            return std::nullopt;
        Job job = std::move(jobs.front());
        jobs.pop_front();
        return job;
    }

    const SecretKey key;
    const CredentialLookupFactory makeLookup;
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<Job> jobs;
    int idle = 0;
    bool isStopping = false;
    std::array<std::thread, threadCount> threads;
};

PasswordChecker::PasswordChecker(SecretKey key, CredentialLookupFactory makeLookup)
    : d(std::make_unique<Private>(std::move(key), std::move(makeLookup)))
{}

PasswordChecker::~PasswordChecker() = default;

void PasswordChecker::check(const PasswordAttempt &attempt, QObject *receiver, Callback callback)
{
    auto delivery = Delivery::to(receiver, std::move(callback));
    if (!d->enqueue({attempt, delivery}))
        Delivery::post(delivery, {PasswordVerdict::Kind::Busy, {}, {}, 0});
}

} // namespace postern::auth
