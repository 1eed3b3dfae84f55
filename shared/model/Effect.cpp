// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/Effect.h"

#include <QCoreApplication>

#include <array>

namespace postern
{

namespace
{

struct KindName
{
    Effect::Kind kind;
    QStringView name;
};

constexpr std::array kindNames{
    KindName{Effect::Kind::Gains, u"gains"},
    KindName{Effect::Kind::Loses, u"loses"},
    KindName{Effect::Kind::Replaces, u"replaces"},
    KindName{Effect::Kind::FallsUnder, u"falls-under"},
    KindName{Effect::Kind::FallsToNone, u"falls-to-none"},
    KindName{Effect::Kind::ExceptInside, u"except-inside"},
};

/// "SMTP and Brute Force"
QString labels(Services services)
{
    QString text;
    QStringList names;
    for (const Service service : allServices()) {
        if (services.testFlag(service))
            names += serviceLabel(service);
    }
    if (names.size() < 2)
        return names.join(QString());
    const QString last = names.takeLast();
    return QCoreApplication::translate("Effect", "%1 and %2")
        .arg(names.join(QStringLiteral(", ")), last);
}

/// "10.1.0.0/16 (Plant printers)"
QString entryText(const Effect &effect)
{
    if (effect.otherDescription.isEmpty())
        return effect.otherRange.toString();
    return QStringLiteral("%1 (%2)").arg(effect.otherRange.toString(), effect.otherDescription);
}

/// What changes for the clients, sending first because that is what people ask for.
QString changeText(const Effect &effect)
{
    const QString range = effect.range.toString();
    if (effect.lost.testFlag(Service::SmtpAuthBypass))
        return QCoreApplication::translate("Effect", "%1 will no longer send without a login")
            .arg(range);
    if (effect.gained.testFlag(Service::SmtpAuthBypass))
        return QCoreApplication::translate("Effect", "%1 will send without a login").arg(range);
    if (effect.lost != Services() && effect.gained != Services()) {
        return QCoreApplication::translate("Effect", "%1 gains %2 and loses %3")
            .arg(range, labels(effect.gained), labels(effect.lost));
    }
    if (effect.lost != Services())
        return QCoreApplication::translate("Effect", "%1 loses %2").arg(range, labels(effect.lost));
    if (effect.gained != Services())
        return QCoreApplication::translate("Effect", "%1 gains %2")
            .arg(range, labels(effect.gained));
    return QCoreApplication::translate("Effect", "Nothing changes for %1").arg(range);
}

/// The services beside the bypass that changeText() did not name, as a sentence of its own.
QString besides(const Effect &effect)
{
    const bool isAllNamed = effect.kind != Effect::Kind::FallsUnder
                            && !(effect.lost | effect.gained).testFlag(Service::SmtpAuthBypass);
    if (isAllNamed)
        return {};
    const Services lost = effect.lost & ~Services(Service::SmtpAuthBypass);
    const Services gained = effect.gained & ~Services(Service::SmtpAuthBypass);
    QString text;
    if (lost != Services())
        text += u' ' + QCoreApplication::translate("Effect", "It loses %1.").arg(labels(lost));
    if (gained != Services())
        text += u' ' + QCoreApplication::translate("Effect", "It gains %1.").arg(labels(gained));
    return text;
}

QString replacesSentence(const Effect &effect)
{
    if (effect.lost == Services() && effect.gained == Services()) {
        return QCoreApplication::translate("Effect",
                                           "Nothing changes for %1: this entry replaces %2 for it "
                                           "and has the same services.")
            .arg(effect.range.toString(), entryText(effect));
    }
    return QCoreApplication::translate("Effect", "%1: this entry replaces %2 for it.")
               .arg(changeText(effect), entryText(effect))
           + besides(effect);
}

QString fallsUnderSentence(const Effect &effect)
{
    const QString range = effect.range.toString();
    const QString entry = entryText(effect);
    QString text;
    if (effect.lost.testFlag(Service::SmtpAuthBypass)) {
        text = QCoreApplication::translate("Effect",
                                           "After this, %1 falls under %2 and may no longer send "
                                           "without a login.");
    } else if (effect.gained.testFlag(Service::SmtpAuthBypass)) {
        text =
            QCoreApplication::translate("Effect", "After this, %1 falls under %2 and may then send "
                                                  "without a login.");
    } else if (effect.after.testFlag(Service::SmtpAuthBypass)) {
        text = QCoreApplication::translate("Effect",
                                           "After this, %1 falls under %2 and may still send "
                                           "without a login.");
    } else {
        text = QCoreApplication::translate("Effect", "After this, %1 falls under %2.");
    }
    return text.arg(range, entry) + besides(effect);
}

QString fallsToNoneSentence(const Effect &effect)
{
    const QString range = effect.range.toString();
    if (effect.lost.testFlag(Service::SmtpAuthBypass)) {
        return QCoreApplication::translate("Effect",
                                           "After this, no entry decides for %1: it will no longer "
                                           "send without a login.")
                   .arg(range)
               + besides(effect);
    }
    if (effect.lost != Services()) {
        return QCoreApplication::translate("Effect",
                                           "After this, no entry decides for %1: it loses %2.")
            .arg(range, labels(effect.lost));
    }
    return QCoreApplication::translate("Effect", "After this, no entry decides for %1, as before.")
        .arg(range);
}

} // namespace

QString effectKindName(Effect::Kind kind)
{
    for (const KindName &row : kindNames) {
        if (row.kind == kind)
            return row.name.toString();
    }
    return {};
}

std::optional<Effect::Kind> effectKindFromName(QStringView name)
{
    for (const KindName &row : kindNames) {
        if (row.name == name)
            return row.kind;
    }
    return std::nullopt;
}

QString effectSentence(const Effect &effect)
{
    switch (effect.kind) {
    case Effect::Kind::Gains:
    case Effect::Kind::Loses:
        return changeText(effect) + u'.' + besides(effect);
    case Effect::Kind::Replaces:
        return replacesSentence(effect);
    case Effect::Kind::FallsUnder:
        return fallsUnderSentence(effect);
    case Effect::Kind::FallsToNone:
        return fallsToNoneSentence(effect);
    case Effect::Kind::ExceptInside:
        return QCoreApplication::translate("Effect",
                                           "%1 lies inside and keeps its own entry: nothing "
                                           "changes there.")
            .arg(entryText(effect));
    }
    return {};
}

} // namespace postern
