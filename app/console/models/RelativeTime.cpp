// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/models/RelativeTime.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace postern
{

namespace
{

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;

QString text(const char *source, int number = -1)
{
    return QCoreApplication::translate("RelativeTime", source, nullptr, number);
}

} // namespace

QString relativeTime(UtcMs at, UtcMs now)
{
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(at);
    const QDateTime current = QDateTime::fromMSecsSinceEpoch(now);
    const qint64 age = now - at;
    if (age < minuteMs)
        return text(QT_TRANSLATE_NOOP("RelativeTime", "just now"));
    if (age < hourMs)
        return text(QT_TRANSLATE_NOOP("RelativeTime", "%1 min ago")).arg(age / minuteMs);
    if (then.date() == current.date())
        return text(QT_TRANSLATE_NOOP("RelativeTime", "%1 h ago")).arg(age / hourMs);
    if (then.date().addDays(1) == current.date())
        return text(QT_TRANSLATE_NOOP("RelativeTime", "yesterday"));
    return dayText(at, now);
}

QString dayText(UtcMs at, UtcMs now)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(at).date();
    const QString format = day.year() == QDateTime::fromMSecsSinceEpoch(now).date().year()
                               ? text(QT_TRANSLATE_NOOP("RelativeTime", "d MMM"))
                               : text(QT_TRANSLATE_NOOP("RelativeTime", "d MMM yyyy"));
    return QLocale().toString(day, format);
}

QString exactTime(UtcMs at)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(at), QLocale::LongFormat);
}

} // namespace postern
