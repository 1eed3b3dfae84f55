// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/PasswordChecker.h"
#include "server/auth/PasswordVerifier.h"
#include "server/auth/SealedCredential.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace postern;
using namespace postern::auth;
using Kind = PasswordVerdict::Kind;

class tst_PasswordChecker : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void verdicts_data();
    void verdicts();
    void unknownNamesCostTheSame();
    void aForeignKeyIsAProblemOfOurs();
    void runsOnTheReceiversThread();
    void queueIsBounded();
    void aGoneReceiverIsNotCalled();
    void eachThreadHasItsLookup();

private:
    [[nodiscard]] PasswordVerdict checkOnce(PasswordChecker &checker, const QString &login,
                                            const QByteArray &password);
    [[nodiscard]] CredentialLookup lookup() const;

    const SecretKey m_key = SecretKey::generate();
    storage::Credential m_mary;
};

namespace
{

const PasswordAttempt rightAttempt{QStringLiteral("mary"), "open sesame 42"};

} // namespace

void tst_PasswordChecker::initTestCase()
{
    m_mary = *SealedCredential::make(u"mary"_qs, u"mary"_qs, u"open sesame 42"_qs, 1000, m_key);
    m_mary.id = QStringLiteral("c1");
}

CredentialLookup tst_PasswordChecker::lookup() const
{
    return [mary = m_mary](const QString &login) -> Result<storage::Credential> {
        if (login == u"mary"_qs)
            return mary;
        if (login == u"locked"_qs) {
            storage::Credential locked = mary;
            locked.isUserEnabled = false;
            return locked;
        }
        if (login == u"broken"_qs)
            return Error{ErrorKind::Unavailable, QStringLiteral("The database is away.")};
        return Error{ErrorKind::NotFound, QStringLiteral("There is no such login.")};
    };
}

PasswordVerdict tst_PasswordChecker::checkOnce(PasswordChecker &checker, const QString &login,
                                               const QByteArray &password)
{
    std::optional<PasswordVerdict> verdict;
    checker.check({login, password}, this, [&](const PasswordVerdict &v) { verdict = v; });
    if (!QTest::qWaitFor([&] { return verdict.has_value(); }, 20000))
        qFatal("no verdict");
    return *verdict;
}

void tst_PasswordChecker::verdicts_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("iterations");
    const QByteArray right = "open sesame 42";
    QTest::newRow("right") << u"mary"_qs << right << Kind::Accepted << 1000;
    QTest::newRow("wrong") << u"mary"_qs << QByteArray("open sesame") << Kind::Rejected << 1000;
    QTest::newRow("no password") << u"mary"_qs << QByteArray() << Kind::Rejected << 1000;
    QTest::newRow("disabled, right") << u"locked"_qs << right << Kind::Rejected << 1000;
    QTest::newRow("storage away") << u"broken"_qs << right << Kind::Unavailable << 0;
}

void tst_PasswordChecker::verdicts()
{
    QFETCH(QString, login);
    QFETCH(QByteArray, password);
    QFETCH(Kind, kind);
    PasswordChecker checker(m_key, [this] { return lookup(); });
    const PasswordVerdict verdict = checkOnce(checker, login, password);
    QCOMPARE(verdict.kind, kind);
    QTEST(verdict.iterations, "iterations");
    QCOMPARE(verdict.user, kind == Kind::Unavailable ? QString() : u"mary"_qs);
    QCOMPARE(verdict.credentialId, kind == Kind::Accepted ? u"c1"_qs : QString());
}

void tst_PasswordChecker::unknownNamesCostTheSame()
{
    PasswordChecker checker(m_key, [this] { return lookup(); });
    for (const QString &login : {u"nobody"_qs, u"root"_qs, u"admin"_qs, QString()}) {
        const PasswordVerdict verdict = checkOnce(checker, login, "open sesame 42");
        QCOMPARE(verdict.kind, Kind::Rejected);
        QCOMPARE(verdict.user, QString());
        QCOMPARE(verdict.iterations, PasswordVerifier::forUnknown(login, m_key).iterations);
        QVERIFY(verdict.iterations >= PasswordVerifier::madeIterations);
    }
}

void tst_PasswordChecker::aForeignKeyIsAProblemOfOurs()
{
    PasswordChecker checker(SecretKey::generate(), [this] { return lookup(); });
    QCOMPARE(checkOnce(checker, u"mary"_qs, "open sesame 42").kind, Kind::Unavailable);
}

void tst_PasswordChecker::runsOnTheReceiversThread()
{
    PasswordChecker checker(m_key, [this] { return lookup(); });
    QThread *calledOn = nullptr;
    bool isInsideCheck = true;
    checker.check(rightAttempt, this, [&](const PasswordVerdict &) {
        QVERIFY(!isInsideCheck);
        calledOn = QThread::currentThread();
    });
    isInsideCheck = false;
    QTRY_COMPARE(calledOn, thread());
}

void tst_PasswordChecker::queueIsBounded()
{
    QSemaphore gate;
    std::atomic<int> entered = 0;
    int busy = 0;
    int accepted = 0;
    {
        PasswordChecker checker(m_key, [&]() -> CredentialLookup {
            return [&, inner = lookup()](const QString &login) {
                ++entered;
                gate.acquire();
                return inner(login);
            };
        });
        const auto count = [&](const PasswordVerdict &verdict) {
            busy += verdict.kind == Kind::Busy ? 1 : 0;
            accepted += verdict.kind == Kind::Accepted ? 1 : 0;
        };
        for (int i = 0; i < PasswordChecker::threadCount; ++i)
            checker.check(rightAttempt, this, count);
        QTRY_COMPARE(entered.load(), PasswordChecker::threadCount);
        for (int i = 0; i < PasswordChecker::queueLimit + 3; ++i)
            checker.check(rightAttempt, this, count);
        QTRY_COMPARE(busy, 3);
        QCOMPARE(accepted, 0);
        gate.release(1000);
        QTRY_COMPARE(accepted, PasswordChecker::threadCount + PasswordChecker::queueLimit);
    }
    QCOMPARE(busy, 3);
}

void tst_PasswordChecker::aGoneReceiverIsNotCalled()
{
    QSemaphore gate;
    bool isCalled = false;
    PasswordChecker checker(m_key, [&]() -> CredentialLookup {
        return [&, inner = lookup()](const QString &login) {
            gate.acquire();
            return inner(login);
        };
    });
    auto receiver = std::make_unique<QObject>();
    checker.check(rightAttempt, receiver.get(), [&](const PasswordVerdict &) { isCalled = true; });
    receiver.reset();
    gate.release(2);
    QCOMPARE(checkOnce(checker, u"mary"_qs, "open sesame 42").kind, Kind::Accepted);
    QVERIFY(!isCalled);
}

void tst_PasswordChecker::eachThreadHasItsLookup()
{
    std::atomic<int> made = 0;
    {
        PasswordChecker checker(m_key, [&] {
            ++made;
            return lookup();
        });
        (void)checkOnce(checker, u"mary"_qs, "x");
        QTRY_COMPARE(made.load(), PasswordChecker::threadCount);
    }
    QCOMPARE(made.load(), PasswordChecker::threadCount);
}

QTEST_GUILESS_MAIN(tst_PasswordChecker)
#include "tst_PasswordChecker.moc"
