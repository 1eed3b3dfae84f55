// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/Effect.h"
#include "tests/support/GoldenText.h"

#include <QTest>

using namespace postern;

namespace
{

constexpr Services none;
constexpr Services smtp = Service::Smtp;
constexpr Services bypass = Service::SmtpAuthBypass;
constexpr Services logins = Services(Service::BruteForce) | Service::ConsoleLogin;

Effect effectOf(Effect::Kind kind, Services gained, Services lost, Services after)
{
    Effect effect;
    effect.kind = kind;
    effect.range = AddressRange::parse(u"10.1.2.3").value();
    effect.otherRange = AddressRange::parse(u"10.1.0.0/16").value();
    effect.otherDescription = QStringLiteral("Plant printers");
    effect.gained = gained;
    effect.lost = lost;
    effect.after = after;
    return effect;
}

} // namespace

/// What an administrator reads before a change is saved.
class tst_Effect : public QObject
{
    Q_OBJECT

private slots:
    void sentences();
    void descriptionIsOptional();
    void descriptionMayLookLikeAPlaceholder();
};

void tst_Effect::sentences()
{
    using Kind = Effect::Kind;
    const QList<Effect> effects{
        effectOf(Kind::Gains, bypass, none, bypass),
        effectOf(Kind::Gains, smtp, none, smtp),
        effectOf(Kind::Gains, smtp | logins, none, smtp | logins),
        effectOf(Kind::Gains, bypass | smtp, none, bypass | smtp),
        effectOf(Kind::Gains, bypass, logins, bypass),
        effectOf(Kind::Gains, none, none, smtp),
        effectOf(Kind::Loses, none, bypass, none),
        effectOf(Kind::Loses, none, smtp, none),
        effectOf(Kind::Loses, none, bypass | logins, smtp),
        effectOf(Kind::Loses, smtp, bypass, smtp),
        effectOf(Kind::Loses, smtp, logins, smtp),
        effectOf(Kind::Replaces, none, none, smtp),
        effectOf(Kind::Replaces, none, bypass, smtp),
        effectOf(Kind::Replaces, none, bypass | smtp, logins),
        effectOf(Kind::Replaces, bypass, smtp, bypass),
        effectOf(Kind::Replaces, smtp, none, smtp),
        effectOf(Kind::Replaces, none, logins, smtp),
        effectOf(Kind::Replaces, smtp, logins, smtp),
        effectOf(Kind::FallsUnder, none, none, smtp),
        effectOf(Kind::FallsUnder, none, none, bypass),
        effectOf(Kind::FallsUnder, none, bypass, smtp),
        effectOf(Kind::FallsUnder, bypass, smtp, bypass),
        effectOf(Kind::FallsUnder, logins, none, logins),
        effectOf(Kind::FallsUnder, smtp, logins, bypass | smtp),
        effectOf(Kind::FallsToNone, none, none, none),
        effectOf(Kind::FallsToNone, none, bypass, none),
        effectOf(Kind::FallsToNone, none, smtp | logins, none),
        effectOf(Kind::FallsToNone, none, bypass | smtp | logins, none),
        effectOf(Kind::ExceptInside, none, none, none),
    };
    test::GoldenText golden(QStringLiteral("model/effects.ref"));
    for (const Effect &effect : effects) {
        const QString sentence = effectSentence(effect);
        QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
        golden.add(effectKindName(effect.kind) + QStringLiteral(": ") + sentence);
    }
    QCOMPARE(golden.difference(), QString());
}

void tst_Effect::descriptionIsOptional()
{
    Effect effect = effectOf(Effect::Kind::ExceptInside, none, none, none);
    effect.otherDescription.clear();
    QCOMPARE(effectSentence(effect),
             QStringLiteral("10.1.0.0/16 lies inside and keeps its own entry: nothing changes "
                            "there."));
}

void tst_Effect::descriptionMayLookLikeAPlaceholder()
{
    Effect effect = effectOf(Effect::Kind::Replaces, none, logins, none);
    for (int kind = 0; kind <= int(Effect::Kind::ExceptInside); ++kind) {
        effect.kind = Effect::Kind(kind);
        effect.otherDescription = QStringLiteral("%1 of %2");
        const QString sentence = effectSentence(effect);
        effect.otherDescription = QStringLiteral("D");
        QString expected = effectSentence(effect);
        QCOMPARE(sentence, expected.replace(QStringLiteral("(D)"), QStringLiteral("(%1 of %2)")));
    }
}

QTEST_APPLESS_MAIN(tst_Effect)
#include "tst_Effect.moc"
