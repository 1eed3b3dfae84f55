// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/ServerSentence.h"

#include "shared/ErrorCode.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace postern
{

namespace
{

/// A sentence with the words for its places.
struct Sentence
{
    const char *source = nullptr;
    QStringList words = {};
};

QString textIn(const QJsonObject &data, const QString &object, const QString &key)
{
    return data.value(object).toObject().value(key).toString();
}

QString listed(const QJsonArray &texts)
{
    QStringList all;
    for (const QJsonValue &text : texts)
        all.append(text.toString());
    return all.join(QStringLiteral(", "));
}

/// The places %1, %2 ... filled at once: a word may hold a percent sign of its own.
QString filled(const QString &text, const QStringList &words)
{
    switch (words.size()) {
    case 0:
        return text;
    case 1:
        return text.arg(words.at(0));
    case 2:
        return text.arg(words.at(0), words.at(1));
    default:
        return text.arg(words.at(0), words.at(1), words.at(2));
    }
}

Sentence refused(const Error &error)
{
    const QString existing = QStringLiteral("existing");
    if (error.data.contains(QStringLiteral("crossing"))) {
        return {QT_TRANSLATE_NOOP("ServerSentence",
                                  "This range crosses %1. Ranges may lie inside one another or "
                                  "apart. Use these instead: %2."),
                {error.data.value(QStringLiteral("crossing")).toString(),
                 listed(error.data.value(QStringLiteral("pieces")).toArray())}};
    }
    if (error.data.contains(existing) && error.field == QLatin1String("address")) {
        return {QT_TRANSLATE_NOOP("ServerSentence",
                                  "%1 is on the whitelist already. Edit that entry instead."),
                {textIn(error.data, existing, QStringLiteral("address"))}};
    }
    if (error.data.contains(existing) && error.field == QLatin1String("domain")) {
        return {QT_TRANSLATE_NOOP("ServerSentence", "%1 is an accepted domain already."),
                {textIn(error.data, existing, QStringLiteral("name"))}};
    }
    return {};
}

Sentence conflict(const Error &error)
{
    const QString by = textIn(error.data, QStringLiteral("current"), QStringLiteral("changedBy"));
    if (!by.isEmpty()) {
        return {QT_TRANSLATE_NOOP("ServerSentence", "%1 changed this meanwhile; nothing was saved. "
                                                    "Look at the current version and decide "
                                                    "again."),
                {by}};
    }
    return error.data.contains(QStringLiteral("current"))
               ? Sentence{QT_TRANSLATE_NOOP("ServerSentence",
                                            "This was changed meanwhile; nothing was saved. Look "
                                            "at the current version and decide again.")}
               : Sentence{QT_TRANSLATE_NOOP("ServerSentence",
                                            "This was removed meanwhile; nothing was saved.")};
}

Sentence throttled(const Error &error)
{
    const int seconds = error.data.value(QStringLiteral("retryAfterSeconds")).toInt();
    if (seconds <= 0)
        return {};
    return {QT_TRANSLATE_NOOP("ServerSentence", "Too many wrong passwords or codes came from here. "
                                                "Try again in %1 minutes."),
            {QString::number((seconds + 59) / 60)}};
}

Sentence notListening(const QJsonObject &data)
{
    const QString listening = data.value(QStringLiteral("listening")).toString();
    const QString wanted = data.value(QStringLiteral("wanted")).toString();
    const QString file = data.value(QStringLiteral("file")).toString();
    if (file.isEmpty()) {
        return {QT_TRANSLATE_NOOP("ServerSentence",
                                  "The control port listens on %1 only. Set [control] listen = "
                                  "\"%2\" in the configuration file."),
                {listening, wanted}};
    }
    return {QT_TRANSLATE_NOOP("ServerSentence", "The control port listens on %1 only. Set "
                                                "[control] listen = \"%2\" in %3."),
            {listening, wanted, file}};
}

/// Of rules about whitelist entries.
Sentence ofEntry(ErrorCode code, const QJsonObject &data)
{
    const QString range = data.value(QLatin1String("range")).toString();
    switch (code) {
    case ErrorCode::EveryAddress:
        return {QT_TRANSLATE_NOOP("ServerSentence",
                                  "%1 is every address there is; such an entry is never allowed."),
                {range}};
    case ErrorCode::TooWide:
        return {QT_TRANSLATE_NOOP("ServerSentence",
                                  "%1 has %2 addresses, most of them of strangers: public ranges "
                                  "wider than /8 (IPv4) or /32 (IPv6) may not send without a "
                                  "login. List the networks that you know."),
                {range, data.value(QLatin1String("addresses")).toString()}};
    case ErrorCode::WouldWiden:
        return {QT_TRANSLATE_NOOP("ServerSentence",
                                  "Switching %1 off would let some of its clients do more than "
                                  "now, because a wider entry then decides for them. That needs "
                                  "a System Administrator."),
                {range}};
    case ErrorCode::BuiltInAddress:
        return {QT_TRANSLATE_NOOP("ServerSentence", "%1 is built in; its address cannot be "
                                                    "changed. Add an entry of its own for %2."),
                {range, data.value(QLatin1String("wanted")).toString()}};
    case ErrorCode::BuiltInRemoval:
        return {QT_TRANSLATE_NOOP("ServerSentence", "%1 is built in and cannot be removed. It can "
                                                    "be edited or switched off."),
                {range}};
    default:
        return {};
    }
}

/// What the rule that refused says of itself; without a source for a kind that says enough.
Sentence byCode(ErrorCode code, const QJsonObject &data)
{
    const auto word = [&data](QLatin1String key) { return data.value(key).toString(); };
    const QString name = word(QLatin1String("name"));
    switch (code) {
    case ErrorCode::UserTaken:
        return {QT_TRANSLATE_NOOP("ServerSentence", "The login name %1 is taken by the SMTP user "
                                                    "%2. Choose another."),
                {name, word(QLatin1String("user"))}};
    case ErrorCode::AdministratorTaken:
        return {QT_TRANSLATE_NOOP("ServerSentence",
                                  "There is an administrator named %1 already. Choose another "
                                  "name."),
                {name}};
    case ErrorCode::LastAdministrator:
        return {QT_TRANSLATE_NOOP("ServerSentence",
                                  "%1 is the last System Administrator. Give another "
                                  "administrator that role first."),
                {name}};
    case ErrorCode::OtherAdministrator:
        return {QT_TRANSLATE_NOOP("ServerSentence", "This link was made for the administrator %1."),
                {name}};
    case ErrorCode::PairingCode:
        return {QT_TRANSLATE_NOOP("ServerSentence",
                                  "This pairing code is wrong, used or over. Ask for a new link.")};
    case ErrorCode::BadHost:
        return {QT_TRANSLATE_NOOP("ServerSentence",
                                  "%1 is not a host. Write a name or an address, with :PORT "
                                  "behind it if it is not 2600."),
                {word(QLatin1String("host"))}};
    case ErrorCode::NotListening:
        return notListening(data);
    case ErrorCode::OthersPassword:
        return {QT_TRANSLATE_NOOP("ServerSentence",
                                  "You may change your own password; changing that of %1 needs a "
                                  "System Administrator."),
                {name}};
    case ErrorCode::WrongLogin:
        return {QT_TRANSLATE_NOOP("ServerSentence", "The name or the password is not right.")};
    case ErrorCode::SessionEnded:
        return {QT_TRANSLATE_NOOP("ServerSentence", "This session is over. Log in again.")};
    case ErrorCode::Busy:
        return {QT_TRANSLATE_NOOP("ServerSentence", "Too many passwords are being checked just "
                                                    "now. Try again in a moment.")};
    default:
        return ofEntry(code, data);
    }
}

Sentence sentenceFor(const Error &error)
{
    if (const std::optional<ErrorCode> code = errorCodeIn(error.data))
        return byCode(*code, error.data);
    // A rule that this console is too old for: the server's sentence says more than the kind.
    if (error.data.contains(QStringLiteral("code")))
        return {};
    switch (error.kind) {
    case ErrorKind::Refused:
        return refused(error);
    case ErrorKind::Conflict:
        return conflict(error);
    case ErrorKind::Throttled:
        return throttled(error);
    case ErrorKind::NotFound:
        return {QT_TRANSLATE_NOOP("ServerSentence",
                                  "This is not there; it may have been removed meanwhile.")};
    case ErrorKind::Forbidden:
        return {QT_TRANSLATE_NOOP("ServerSentence",
                                  "Your role is not enough for this; ask a System Administrator.")};
    case ErrorKind::StorageFull:
        return {QT_TRANSLATE_NOOP("ServerSentence", "The disk or the database of the server is "
                                                    "full; nothing was changed.")};
    case ErrorKind::Invalid:
    case ErrorKind::Confirm:
    case ErrorKind::Unauthorized:
    case ErrorKind::Unavailable:
    case ErrorKind::Internal:
        return {};
    }
    return {};
}

} // namespace

Error inOwnLanguage(Error error)
{
    const Sentence sentence = sentenceFor(error);
    if (sentence.source == nullptr)
        return error;
    QString text = QCoreApplication::translate("ServerSentence", sentence.source);
    if (text == QString::fromUtf8(sentence.source))
        return error; // no translation: the server says it more exactly
    text = filled(text, sentence.words);
    error.text = text;
    return error;
}

} // namespace postern
