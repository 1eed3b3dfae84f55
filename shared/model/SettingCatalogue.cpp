// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/SettingCatalogue.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>
#include <optional>

namespace postern
{

namespace
{

Error valueError(const QString &text)
{
    return {ErrorKind::Invalid, text, QStringLiteral("value")};
}

SettingSpec spec(const char16_t *key, SettingType type, const char16_t *defaultValue,
                 const QString &description)
{
    return {QString::fromUtf16(key), type, QString::fromUtf16(defaultValue), description};
}

QList<SettingSpec> controlSettings()
{
    using Type = SettingType;
    return {
        spec(u"control.login-failure-window", Type::Duration, u"10m",
             QStringLiteral("For how long a failed login of an administrator, a wrong pairing code "
                            "or a session that is not good counts.")),
        spec(u"control.login-failures", Type::Integer, u"10",
             QStringLiteral("How many of these may come from one address within "
                            "control.login-failure-window before more are refused for a while. 0 "
                            "means no limit.")),
        spec(u"control.session", Type::Duration, u"12h",
             QStringLiteral("How long an administrator stays signed in without doing anything; a "
                            "working day.")),
    };
}

QList<SettingSpec> logSettings()
{
    using Type = SettingType;
    return {
        spec(u"log.control", Type::LogLevel, u"default",
             QStringLiteral("How much the log says of administrators and their consoles: error, "
                            "warning, info or debug; default is what log.level in postern.toml "
                            "says, as for the other areas.")),
        spec(u"log.delivery", Type::LogLevel, u"default",
             QStringLiteral("How much the log says of deliveries; below info a message can no "
                            "longer be followed by it.")),
        spec(u"log.server", Type::LogLevel, u"default",
             QStringLiteral("How much the log says of the server itself: its start, its end and "
                            "what troubles it.")),
        spec(u"log.smtp", Type::LogLevel, u"default",
             QStringLiteral("How much the log says of SMTP sessions; debug adds every decision and "
                            "every reply, to look into a client's conversation.")),
    };
}

QList<SettingSpec> queueSettings()
{
    using Type = SettingType;
    return {
        spec(u"queue.expire", Type::Duration, u"5d",
             QStringLiteral("How long delivery is tried before it is given up; RFC 5321 4.5.4.1 "
                            "asks for four to five days.")),
        spec(u"queue.retry", Type::DurationList, u"5s,1m,5m,15m,30m,1h,2h,4h",
             QStringLiteral("The pauses between tries, the last one repeated; short at first, "
                            "because most failures are.")),
    };
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

QList<SettingSpec> traceSettings()
{
    using Type = SettingType;
    return {
        spec(u"trace.keep", Type::Duration, u"30d",
             QStringLiteral("How long is kept what became of each message, after it has left; "
                            "never its content.")),
    };
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

std::optional<Error> lowProblem(const SettingSpec &spec, const QString &canonical)
{
    for (const LowerBound &bound : lowerBounds) {
        const auto value = numberOf(spec.type, canonical);
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

} // namespace

const QList<SettingSpec> &settingCatalogue()
{
    static const QList<SettingSpec> catalogue =
        controlSettings() + logSettings() + queueSettings() + smtpSettings() + traceSettings();
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
    Result<QString> canonical = canonicalValue(spec.type, text.trimmed());
    if (canonical) {
        if (std::optional<Error> problem = zeroProblem(spec, canonical.value()))
            return *problem;
        if (std::optional<Error> problem = lowProblem(spec, canonical.value()))
            return *problem;
    }
    return canonical;
}

} // namespace postern
