// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/Result.h"

#include <QStringList>
#include <QTest>

#include <memory>
#include <type_traits>

using namespace postern;

namespace
{

Result<QStringList> threeNames()
{
    return QStringList{QStringLiteral("a name long enough to have memory of its own"),
                       QStringLiteral("b"), QStringLiteral("c")};
}

Result<std::unique_ptr<int>> owned(int number)
{
    return std::make_unique<int>(number);
}

static_assert(std::is_same_v<decltype(threeNames().value()), QStringList>);
static_assert(std::is_same_v<decltype(*threeNames()), QStringList>);

} // namespace

/// A value or an error, and the stable names of the kinds of error.
class tst_Result : public QObject
{
    Q_OBJECT

private slots:
    void aTemporaryCanBeWalkedThrough();
    void whatCannotBeCopiedIsHandedOn();
    void anErrorIsNoValue();
    void everyKindHasItsName();
    void otherNamesAreNoKind();
};

void tst_Result::aTemporaryCanBeWalkedThrough()
{
    QStringList seen;
    for (const QString &name : threeNames().value())
        seen += name;
    for (const QString &name : *threeNames())
        seen += name;
    QCOMPARE(seen, threeNames().value() + threeNames().value());
}

void tst_Result::whatCannotBeCopiedIsHandedOn()
{
    const std::unique_ptr<int> number = owned(7).value();
    QCOMPARE(*number, 7);
    Result<std::unique_ptr<int>> kept = owned(8);
    QCOMPARE(**kept, 8);
    const std::unique_ptr<int> taken = *std::move(kept);
    QCOMPARE(*taken, 8);
}

void tst_Result::anErrorIsNoValue()
{
    const Result<QString> failed = Error{ErrorKind::Conflict, QStringLiteral("Too late.")};
    QVERIFY(!failed.ok());
    QVERIFY(!failed);
    QCOMPARE(failed.error().text, QStringLiteral("Too late."));
    const Result<void> nothing;
    QVERIFY(nothing.ok());
    const Result<void> refused = Error{ErrorKind::Refused, QStringLiteral("No.")};
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Refused);
}

void tst_Result::everyKindHasItsName()
{
    const QStringList names{
        QStringLiteral("invalid"),      QStringLiteral("not-found"), QStringLiteral("conflict"),
        QStringLiteral("refused"),      QStringLiteral("confirm"),   QStringLiteral("forbidden"),
        QStringLiteral("unauthorized"), QStringLiteral("throttled"), QStringLiteral("unavailable"),
        QStringLiteral("storage-full"), QStringLiteral("internal")};
    QCOMPARE(names.size(), int(ErrorKind::Internal) + 1);
    for (int i = 0; i < names.size(); ++i) {
        QCOMPARE(errorKindName(ErrorKind(i)), names.at(i));
        QCOMPARE(errorKindFromName(names.at(i)), std::optional(ErrorKind(i)));
    }
}

void tst_Result::otherNamesAreNoKind()
{
    QVERIFY(!errorKindFromName(u"").has_value());
    QVERIFY(!errorKindFromName(u"Invalid").has_value());
    QVERIFY(!errorKindFromName(u"invalid ").has_value());
}

QTEST_APPLESS_MAIN(tst_Result)
#include "tst_Result.moc"
