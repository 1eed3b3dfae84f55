// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/SettingValue.h"

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

Result<QString> canonicalLogLevel(QStringView text)
{
    for (const QStringView level : {u"default", u"error", u"warning", u"info", u"debug"}) {
        if (text == level)
            return text.toString();
    }
    return valueError(QCoreApplication::translate("Setting",
                                                  "%1 is not a level of the log. Write error, "
                                                  "warning, info, debug or default.")
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

} // namespace

std::optional<qint64> numberOf(SettingType type, QStringView canonical)
{
    switch (type) {
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

Result<QString> canonicalValue(SettingType type, QStringView text)
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
    case SettingType::LogLevel:
        return canonicalLogLevel(text);
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
