// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/ServerSentence.h"

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

Sentence sentenceFor(const Error &error)
{
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
    for (const QString &word : sentence.words)
        text = text.arg(word);
    error.text = text;
    return error;
}

} // namespace postern
