// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/SettingCatalogue.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>
#include <limits>

namespace postern
{

namespace
{

struct Unit
{
    QStringView suffix;
    qint64 factor;
};

/// Largest first, so that a canonical text uses the largest that fits.
constexpr std::array durationUnits{
    Unit{u"d", 86400000},
    Unit{u"h", 3600000},
    Unit{u"m", 60000},
    Unit{u"s", 1000},
};
constexpr std::array sizeUnits{
    Unit{u"GiB", 1LL << 30},
    Unit{u"MiB", 1LL << 20},
    Unit{u"KiB", 1LL << 10},
    Unit{u"B", 1},
    Unit{u"", 1},
};
/// Ten years; longer is a slip of the hand.
constexpr qint64 maxDurationMs = 3650LL * 86400000;
constexpr qint64 maxSizeBytes = 1LL << 40;
constexpr qint64 maxInteger = std::numeric_limits<qint32>::max();
constexpr qsizetype maxListLength = 50;
constexpr qsizetype maxTextLength = 1000;

Error valueError(const QString &text)
{
    return {ErrorKind::Invalid, text, QStringLiteral("value")};
}

QString shown(QStringView text)
{
    QString safe;
    for (const QChar ch : text.left(60))
        safe += ch.isPrint() ? ch : QChar(u'\uFFFD');
    return u'"' + safe + u'"';
}

/// Decimal digits 0-9 alone, at most `maximum`.
std::optional<qint64> readNumber(QStringView text, qint64 maximum)
{
    if (text.isEmpty() || text.size() > 15)
        return std::nullopt;
    qint64 value = 0;
    for (const QChar ch : text) {
        if (ch < u'0' || ch > u'9')
            return std::nullopt;
        value = value * 10 + (ch.unicode() - u'0');
    }
    if (value > maximum)
        return std::nullopt;
    return value;
}

template<std::size_t count>
std::optional<qint64> readWithUnit(QStringView text, const std::array<Unit, count> &units,
                                   qint64 maximum)
{
    for (const Unit &unit : units) {
        if (!text.endsWith(unit.suffix))
            continue;
        const auto number = readNumber(text.chopped(unit.suffix.size()), maximum / unit.factor);
        if (number)
            return *number * unit.factor;
    }
    return std::nullopt;
}

template<std::size_t count>
QString withUnit(qint64 value, const std::array<Unit, count> &units)
{
    for (const Unit &unit : units) {
        if (value != 0 && value % unit.factor == 0)
            return QString::number(value / unit.factor) + unit.suffix.toString();
    }
    return QStringLiteral("0") + units.back().suffix.toString();
}

SettingSpec spec(const char16_t *key, SettingType type, const char16_t *defaultValue,
                 const QString &description)
{
    return {QString::fromUtf16(key), type, QString::fromUtf16(defaultValue), description};
}

QList<SettingSpec> smtpSettings()
{
    using Type = SettingType;
    return {
        spec(u"smtp.command-timeout", Type::Duration, u"5m",
             QStringLiteral("How long a client may take for one whole command line before its "
                            "connection is closed; RFC 5321 4.5.3.2 asks for five minutes.")),
        spec(u"smtp.connections", Type::Integer, u"2000",
             QStringLiteral("How many SMTP connections are open at once in all; it bounds what the "
                            "server needs of memory and descriptors.")),
        spec(u"smtp.connections-per-address", Type::Integer, u"10",
             QStringLiteral("How many of them one address may have that no entry with the service "
                            "SMTP lists; a mail server rarely needs more, a flood does. 0 means no "
                            "limit.")),
        spec(u"smtp.connections-per-listed-address", Type::Integer, u"20",
             QStringLiteral("How many of them an address may have that is listed with the service "
                            "SMTP (SMTP Auth Bypass alone does not count here); also a known "
                            "device can run wild. 0 means no limit.")),
        spec(u"smtp.data-timeout", Type::Duration, u"3m",
             QStringLiteral("How long a client may pause inside a message; RFC 5321 4.5.3.2.5 asks "
                            "for three minutes. A whole message may take an hour, and a second "
                            "more for each 64KiB of smtp.message-size.")),
        spec(u"smtp.listed-recipients-per-day", Type::Integer, u"2000",
             QStringLiteral("Recipients a day that a listed address may send to without a login, "
                            "and five times that for its whole entry; what is above is held, "
                            "because devices do not try again. 0 means no limit.")),
        spec(u"smtp.listed-recipients-per-hour", Type::Integer, u"500",
             QStringLiteral("Recipients an hour that a listed address may send to without a login, "
                            "and five times that for its whole entry; what is above is held, "
                            "because devices do not try again. 0 means no limit.")),
        spec(u"smtp.login-failure-window", Type::Duration, u"10m",
             QStringLiteral("For how long a failed SMTP login counts; long enough to slow down "
                            "guessing, short enough for someone who mistyped.")),
        spec(u"smtp.login-failures", Type::Integer, u"10",
             QStringLiteral("How many SMTP logins may fail from one address within "
                            "smtp.login-failure-window before AUTH is refused there for a while. "
                            "0 means no limit.")),
        spec(u"smtp.message-size", Type::Size, u"25MiB",
             QStringLiteral("The largest message that is accepted, at least 64KiB (RFC 5321 "
                            "4.5.3.1.7); most mailboxes take no more than the default.")),
        spec(u"smtp.recipients", Type::Integer, u"1000",
             QStringLiteral("How many recipients one message may have; RFC 5321 4.5.3.1.8 asks for "
                            "at least 100.")),
        spec(u"smtp.unlisted-as-local-senders", Type::Boolean, u"off",
             QStringLiteral("Whether an unlisted client that names a sender in an accepted domain "
                            "needs a login; off, because forwarded mail would be refused too.")),
    };
}

QList<SettingSpec> otherSettings()
{
    using Type = SettingType;
    return {
        spec(u"control.login-failures", Type::Integer, u"10",
             QStringLiteral("How many logins of administrators may fail from one address within "
                            "ten minutes before more are refused for a while. 0 means no limit.")),
        spec(u"control.session", Type::Duration, u"12h",
             QStringLiteral("How long an administrator stays signed in without doing anything; a "
                            "working day.")),
        spec(u"queue.expire", Type::Duration, u"5d",
             QStringLiteral("How long delivery is tried before it is given up; RFC 5321 4.5.4.1 "
                            "asks for four to five days.")),
        spec(u"queue.retry", Type::DurationList, u"5s,1m,5m,15m,30m,1h,2h,4h",
             QStringLiteral("The pauses between tries, the last one repeated; short at first, "
                            "because most failures are.")),
        spec(u"trace.keep", Type::Duration, u"30d",
             QStringLiteral("How long is kept what became of each message, after it has left; "
                            "never its content.")),
    };
}

Result<QString> canonicalInteger(QStringView text)
{
    if (const auto value = readNumber(text, maxInteger))
        return QString::number(*value);
    return valueError(QCoreApplication::translate("Setting",
                                                  "%1 is not a number of 0 to %2. Write digits "
                                                  "alone, such as 20.")
                          .arg(shown(text), QString::number(maxInteger)));
}

Result<QString> canonicalBoolean(QStringView text)
{
    if (text == QStringView(u"on") || text == QStringView(u"off"))
        return text.toString();
    return valueError(
        QCoreApplication::translate("Setting", "%1 is neither on nor off. Write one of the two.")
            .arg(shown(text)));
}

Result<QString> canonicalText(QStringView text)
{
    if (text.size() <= maxTextLength)
        return text.toString();
    return valueError(
        QCoreApplication::translate("Setting", "The text has %1 characters; at most %2 fit.")
            .arg(text.size())
            .arg(maxTextLength));
}

Result<QString> canonicalList(QStringView text)
{
    const Result<QList<qint64>> values = parseDurationListMs(text);
    if (!values)
        return values.error();
    QStringList parts;
    for (const qint64 value : values.value())
        parts += withUnit(value, durationUnits);
    return parts.join(u',');
}

/// Values that would stop the server from working, though they are well formed.
std::optional<Error> zeroProblem(const SettingSpec &spec, const QString &canonical)
{
    static const QStringList mayBeZero{
        QStringLiteral("smtp.connections-per-address"),
        QStringLiteral("smtp.connections-per-listed-address"),
        QStringLiteral("smtp.listed-recipients-per-day"),
        QStringLiteral("smtp.listed-recipients-per-hour"),
        QStringLiteral("smtp.login-failures"),
        QStringLiteral("control.login-failures"),
    };
    const bool isZero = canonical == QStringLiteral("0") || canonical == QStringLiteral("0s");
    if (!isZero || spec.type == SettingType::Text || mayBeZero.contains(spec.key))
        return std::nullopt;
    return valueError(QCoreApplication::translate("Setting",
                                                  "%1 cannot be 0, because nothing would work any "
                                                  "more. Its default is %2.")
                          .arg(spec.key, spec.defaultValue));
}

/// The smallest value with which the server still does its work, by the key.
struct LowerBound
{
    QStringView key;
    qint64 value; ///< bytes, milliseconds or a number
    QStringView text;
    const char *why; ///< translatable
};
constexpr std::array lowerBounds{
    LowerBound{u"smtp.message-size", 64 * 1024, u"64KiB", "RFC 5321 4.5.3.1.7"},
    LowerBound{u"smtp.recipients", 100, u"100", "RFC 5321 4.5.3.1.8"},
    LowerBound{u"smtp.command-timeout", 10 * 1000, u"10s",
               QT_TRANSLATE_NOOP("Setting", "a slow client needs that long")},
    LowerBound{u"smtp.data-timeout", 10 * 1000, u"10s",
               QT_TRANSLATE_NOOP("Setting", "a slow client needs that long")},
    LowerBound{u"control.session", 60 * 1000, u"1m",
               QT_TRANSLATE_NOOP("Setting", "nobody could stay signed in")},
    LowerBound{u"queue.expire", 60 * 1000, u"1m",
               QT_TRANSLATE_NOOP("Setting", "mail would be given up before it is tried")},
};

std::optional<qint64> readBounded(const SettingSpec &spec, const QString &canonical)
{
    switch (spec.type) {
    case SettingType::Integer:
        return readNumber(canonical, maxInteger);
    case SettingType::Duration:
        return readWithUnit(canonical, durationUnits, maxDurationMs);
    case SettingType::Size:
        return readWithUnit(canonical, sizeUnits, maxSizeBytes);
    default:
        return std::nullopt;
    }
}

std::optional<Error> lowProblem(const SettingSpec &spec, const QString &canonical)
{
    for (const LowerBound &bound : lowerBounds) {
        const auto value = readBounded(spec, canonical);
        if (bound.key != spec.key || !value || *value >= bound.value)
            continue;
        return valueError(
            QCoreApplication::translate("Setting",
                                        "%1 must be at least %2 (%3). Its default is %4.")
                .arg(spec.key, bound.text.toString(),
                     QCoreApplication::translate("Setting", bound.why), spec.defaultValue));
    }
    return std::nullopt;
}

Result<QString> canonicalByType(SettingType type, QStringView text)
{
    switch (type) {
    case SettingType::Integer:
        return canonicalInteger(text);
    case SettingType::Boolean:
        return canonicalBoolean(text);
    case SettingType::DurationList:
        return canonicalList(text);
    case SettingType::Text:
        return canonicalText(text);
    case SettingType::Duration: {
        const Result<qint64> value = parseDurationMs(text);
        return value ? Result<QString>(withUnit(value.value(), durationUnits)) : value.error();
    }
    case SettingType::Size: {
        const Result<qint64> value = parseSizeBytes(text);
        return value ? Result<QString>(withUnit(value.value(), sizeUnits)) : value.error();
    }
    }
    return valueError(QString());
}

} // namespace

const QList<SettingSpec> &settingCatalogue()
{
    static const QList<SettingSpec> catalogue =
        otherSettings().mid(0, 4) + smtpSettings() + otherSettings().mid(4);
    return catalogue;
}

const SettingSpec *findSetting(QStringView key)
{
    for (const SettingSpec &setting : settingCatalogue()) {
        if (setting.key == key)
            return &setting;
    }
    return nullptr;
}

Result<QString> canonicalSetting(const SettingSpec &spec, QStringView text)
{
    Result<QString> canonical = canonicalByType(spec.type, text.trimmed());
    if (canonical) {
        if (std::optional<Error> problem = zeroProblem(spec, canonical.value()))
            return *problem;
        if (std::optional<Error> problem = lowProblem(spec, canonical.value()))
            return *problem;
    }
    return canonical;
}

Result<qint64> parseDurationMs(QStringView text)
{
    if (const auto value = readWithUnit(text, durationUnits, maxDurationMs))
        return *value;
    return valueError(QCoreApplication::translate("Setting",
                                                  "%1 is not a length of time of at most ten "
                                                  "years. Write a number and s, m, h or d, such as "
                                                  "30s, 5m, 12h or 30d.")
                          .arg(shown(text)));
}

Result<qint64> parseSizeBytes(QStringView text)
{
    if (const auto value = readWithUnit(text, sizeUnits, maxSizeBytes))
        return *value;
    return valueError(QCoreApplication::translate("Setting",
                                                  "%1 is not a size of at most 1024GiB. Write a "
                                                  "number of bytes, or a number and KiB, MiB or "
                                                  "GiB, such as 25MiB.")
                          .arg(shown(text)));
}

Result<QList<qint64>> parseDurationListMs(QStringView text)
{
    QList<qint64> values;
    for (const QStringView part : text.split(u',')) {
        const Result<qint64> value = parseDurationMs(part.trimmed());
        if (!value || value.value() == 0 || values.size() >= maxListLength) {
            return valueError(QCoreApplication::translate("Setting",
                                                          "%1 is not a list of at most %2 pauses. "
                                                          "Write lengths of time with commas "
                                                          "between them, such as 5s,1m,5m.")
                                  .arg(shown(text), QString::number(maxListLength)));
        }
        values += value.value();
    }
    return values;
}

} // namespace postern
