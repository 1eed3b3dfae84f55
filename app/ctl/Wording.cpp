// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Wording.h"

#include "shared/model/SettingCatalogue.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QStringList>

namespace postern::ctl
{

namespace
{

bool turnsWriting(QChar c)
{
    const char16_t code = c.unicode();
    return code == 0x061c || code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e)
           || (code >= 0x2066 && code <= 0x2069);
}

QString serviceNames()
{
    QStringList names;
    for (const Service service : allServices())
        names.append(serviceName(service));
    return names.join(QStringLiteral(", "));
}

QString withReply(const QString &state, const QString &reply)
{
    return reply.isEmpty() ? state : QStringLiteral("%1: %2").arg(state, reply);
}

} // namespace

QString printable(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        const bool isEscaped = c.category() == QChar::Other_Control || turnsWriting(c)
                               || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
        if (isEscaped)
            shown += QStringLiteral("\\u{%1}").arg(static_cast<uint>(c.unicode()), 0, 16);
        else
            shown += c;
    }
    return shown;
}

QString timeText(UtcMs at)
{
    if (at == 0)
        return QStringLiteral("never");
    return QDateTime::fromMSecsSinceEpoch(at).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString shortTimeText(UtcMs at, UtcMs now)
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(at);
    if (when.date() != QDateTime::fromMSecsSinceEpoch(now).date())
        return timeText(at);
    return when.toString(QStringLiteral("HH:mm"));
}

QString changeText(UtcMs at, const QString &by)
{
    if (by.isEmpty())
        return timeText(at);
    return QStringLiteral("%1 by %2").arg(timeText(at), by);
}

QString counted(qint64 count, const QString &one, const QString &many)
{
    return QStringLiteral("%1 %2").arg(QString::number(count), count == 1 ? one : many);
}

QString servicesText(Services services)
{
    QStringList names;
    for (const Service service : allServices()) {
        if (services.testFlag(service))
            names.append(serviceName(service));
    }
    return names.isEmpty() ? QStringLiteral("-") : names.join(u',');
}

Result<Services> parseServices(const QString &text)
{
    Services services;
    const QStringList names = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &name : names) {
        const std::optional<Service> service = serviceFromName(name.trimmed());
        if (!service) {
            return Error{ErrorKind::Invalid,
                         QStringLiteral("\"%1\" is not a service; there are: %2.")
                             .arg(printable(name.trimmed()), serviceNames()),
                         QStringLiteral("services")};
        }
        services |= *service;
    }
    if (!services) {
        return Error{ErrorKind::Invalid,
                     QStringLiteral("An entry needs at least one service; there are: %1.")
                         .arg(serviceNames()),
                     QStringLiteral("services")};
    }
    return services;
}

QString entryStateText(const WhitelistEntry &entry, UtcMs now)
{
    if (!entry.enabled)
        return QStringLiteral("off");
    if (entry.expiresAt == 0)
        return QStringLiteral("on");
    if (entry.expiresAt <= now)
        return QStringLiteral("expired");
    return QStringLiteral("on until %1").arg(timeText(entry.expiresAt));
}

QString recipientStateText(const QueueRecipient &recipient, UtcMs now)
{
    switch (recipient.state) {
    case RecipientState::Queued:
        return QStringLiteral("queued");
    case RecipientState::Deferred:
        return withReply(
            QStringLiteral("deferred until %1").arg(shortTimeText(recipient.nextAttemptAt, now)),
            recipient.lastReply);
    case RecipientState::Held:
        return withReply(QStringLiteral("held"), recipient.holdReason);
    case RecipientState::Delivered:
        return withReply(QStringLiteral("delivered %1").arg(shortTimeText(recipient.doneAt, now)),
                         recipient.lastReply);
    case RecipientState::Failed:
        return withReply(QStringLiteral("failed %1").arg(shortTimeText(recipient.doneAt, now)),
                         recipient.lastReply);
    case RecipientState::Removed:
        return QStringLiteral("removed %1").arg(shortTimeText(recipient.doneAt, now));
    }
    return {};
}

Result<UtcMs> parseExpiry(const QString &text, UtcMs now)
{
    const auto wrong = [](const QString &sentence) {
        return Error{ErrorKind::Invalid, sentence, QStringLiteral("expires")};
    };
    if (text == QLatin1String("never"))
        return UtcMs{0};
    UtcMs at = 0;
    QString meant = printable(text);
    if (const Result<qint64> duration = parseDurationMs(text); duration.ok()) {
        at = now + duration.value();
    } else if (text.contains(u'T')) {
        const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
        at = time.isValid() ? time.toMSecsSinceEpoch() : 0;
    } else if (const QDate day = QDate::fromString(text, Qt::ISODate); day.isValid()) {
        at = day.addDays(1).startOfDay().toMSecsSinceEpoch();
        meant = QStringLiteral("The end of %1").arg(meant);
    }
    static const QRegularExpression time(QStringLiteral("^[0-9]+[smhd]$"));
    if (at == 0 && time.match(text).hasMatch() && !text.startsWith(QLatin1String("0"))) {
        return wrong(
            QStringLiteral("\"%1\" is too far away; write a time of at most 3650d from now, "
                           "or never.")
                .arg(printable(text)));
    }
    if (at == 0) {
        return wrong(QStringLiteral("\"%1\" is not a date; write 2026-12-31, 2026-12-31T18:00, a "
                                    "time from now such as 30d, or never.")
                         .arg(printable(text)));
    }
    if (at <= now) {
        return wrong(QStringLiteral("%1 is in the past; the entry would never apply.").arg(meant));
    }
    return at;
}

} // namespace postern::ctl
