// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/Effect.h"
#include "shared/model/QueueItem.h"
#include "shared/model/Role.h"
#include "shared/model/Service.h"

#include <QSet>
#include <QTest>

using namespace postern;

/// The words that travel on the control channel and stand in the database: each leads back to its
/// value, and no other word does.
class tst_Names : public QObject
{
    Q_OBJECT

private slots:
    void roles();
    void services();
    void recipientStates();
    void effectKinds();
};

void tst_Names::roles()
{
    const QStringList names{QStringLiteral("auditor"), QStringLiteral("operator"),
                            QStringLiteral("admin")};
    const QStringList labels{QStringLiteral("Auditor"), QStringLiteral("Operator"),
                             QStringLiteral("System Administrator")};
    QVERIFY(Role::Auditor < Role::Operator && Role::Operator < Role::Admin);
    for (int i = 0; i <= int(Role::Admin); ++i) {
        QCOMPARE(roleName(Role(i)), names.at(i));
        QCOMPARE(roleFromName(names.at(i)), std::optional(Role(i)));
        QCOMPARE(roleLabel(Role(i)), labels.at(i));
    }
    for (const QStringView wrong : {u"", u"Admin", u"administrator", u"admin ", u"root"})
        QVERIFY(!roleFromName(wrong).has_value());
}

void tst_Names::services()
{
    const QStringList names{QStringLiteral("smtp"), QStringLiteral("smtp-auth-bypass"),
                            QStringLiteral("brute-force"), QStringLiteral("console-login")};
    const QStringList labels{QStringLiteral("SMTP"), QStringLiteral("SMTP Auth Bypass"),
                             QStringLiteral("Brute Force"), QStringLiteral("Console Login")};
    QCOMPARE(allServices().size(), names.size());
    Services together;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const Service service = allServices().at(i);
        QCOMPARE(serviceName(service), names.at(i));
        QCOMPARE(serviceFromName(names.at(i)), std::optional(service));
        QCOMPARE(serviceLabel(service), labels.at(i));
        QVERIFY(!together.testFlag(service));
        together |= service;
    }
    for (const QStringView wrong : {u"", u"SMTP", u"smtp_auth_bypass", u"all", u"smtp,brute-force"})
        QVERIFY(!serviceFromName(wrong).has_value());
}

void tst_Names::recipientStates()
{
    const QStringList names{QStringLiteral("queued"), QStringLiteral("deferred"),
                            QStringLiteral("held"),   QStringLiteral("delivered"),
                            QStringLiteral("failed"), QStringLiteral("removed")};
    QCOMPARE(names.size(), int(RecipientState::Removed) + 1);
    for (int i = 0; i < names.size(); ++i) {
        QCOMPARE(recipientStateName(RecipientState(i)), names.at(i));
        QCOMPARE(recipientStateFromName(names.at(i)), std::optional(RecipientState(i)));
    }
    for (const QStringView wrong : {u"", u"Queued", u"bounced", u"held "})
        QVERIFY(!recipientStateFromName(wrong).has_value());
}

void tst_Names::effectKinds()
{
    QSet<QString> seen;
    for (int i = 0; i <= int(Effect::Kind::ExceptInside); ++i) {
        const QString name = effectKindName(Effect::Kind(i));
        QVERIFY(!name.isEmpty());
        QCOMPARE(effectKindFromName(name), std::optional(Effect::Kind(i)));
        seen += name;
    }
    QCOMPARE(seen.size(), 6);
    QCOMPARE(effectKindName(Effect::Kind::FallsToNone), QStringLiteral("falls-to-none"));
    QVERIFY(!effectKindFromName(u"").has_value());
    QVERIFY(!effectKindFromName(u"Gains").has_value());
}

QTEST_APPLESS_MAIN(tst_Names)
#include "tst_Names.moc"
