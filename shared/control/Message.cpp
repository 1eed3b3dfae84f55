// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/control/Message.h"

#include <QJsonDocument>

#include <cmath>

namespace postern::control
{

namespace
{

constexpr qsizetype longestIdText = 64;
constexpr qsizetype longestMethodName = 64;

QJsonObject envelope()
{
    return {{QStringLiteral("jsonrpc"), QStringLiteral("2.0")}};
}

QByteArray toLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

bool isUsableId(const QJsonValue &id)
{
    if (id.isString())
        return id.toString().size() <= longestIdText;
    return id.isDouble() && std::floor(id.toDouble()) == id.toDouble();
}

Error invalid(const QString &text)
{
    return {ErrorKind::Invalid, text};
}

Result<QJsonObject> parseObject(const QByteArray &line)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(line, &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        return invalid(QStringLiteral("The line is not JSON: %1 at byte %2. One object is expected "
                                      "on each line, in UTF-8.")
                           .arg(parseError.errorString())
                           .arg(parseError.offset));
    }
    if (!document.isObject())
        return invalid(QStringLiteral("One JSON object is expected on each line, not a list."));
    return document.object();
}

std::optional<QString> whatIsWrongWith(const QJsonObject &object)
{
    if (object.value(QLatin1String("jsonrpc")).toString() != QLatin1String("2.0"))
        return QStringLiteral("The request must say \"jsonrpc\": \"2.0\".");
    if (!isUsableId(object.value(QLatin1String("id")))) {
        return QStringLiteral(
            "The request needs an \"id\" that is an integer or a text of at most 64 characters.");
    }
    const QJsonValue method = object.value(QLatin1String("method"));
    if (!method.isString() || method.toString().size() > longestMethodName)
        return QStringLiteral("The request needs a \"method\" that is a text.");
    const QJsonValue params = object.value(QLatin1String("params"));
    if (!params.isUndefined() && !params.isObject())
        return QStringLiteral("\"params\" must be an object with a name for each parameter.");
    return std::nullopt;
}

Answer answerFrom(const QJsonObject &object)
{
    Answer answer;
    answer.id = object.value(QLatin1String("id"));
    const QJsonValue error = object.value(QLatin1String("error"));
    if (error.isObject()) {
        answer.result = errorFromJson(error.toObject());
        answer.code = static_cast<RpcCode>(error.toObject().value(QLatin1String("code")).toInt());
    } else {
        answer.result = object.value(QLatin1String("result")).toObject();
    }
    return answer;
}

} // namespace

QByteArray encode(const Request &request)
{
    QJsonObject object = envelope();
    object.insert(QStringLiteral("id"), request.id);
    object.insert(QStringLiteral("method"), request.method);
    object.insert(QStringLiteral("params"), request.params);
    return toLine(object);
}

QByteArray encode(const Answer &answer)
{
    QJsonObject object = envelope();
    object.insert(QStringLiteral("id"), answer.id);
    if (answer.result.ok())
        object.insert(QStringLiteral("result"), answer.result.value());
    else
        object.insert(QStringLiteral("error"), errorToJson(answer.result.error(), answer.code));
    return toLine(object);
}

QByteArray encode(const Event &event)
{
    QJsonObject object = envelope();
    object.insert(QStringLiteral("method"), QStringLiteral("event"));
    object.insert(QStringLiteral("params"), QJsonObject{{QStringLiteral("topic"), event.topic},
                                                        {QStringLiteral("data"), event.data}});
    return toLine(object);
}

Result<Request, RequestError> decodeRequest(const QByteArray &line)
{
    const Result<QJsonObject> object = parseObject(line);
    if (!object.ok())
        return RequestError{RpcCode::NotJson, object.error(), QJsonValue::Null};
    const QJsonValue id = object->value(QLatin1String("id"));
    if (const std::optional<QString> problem = whatIsWrongWith(*object)) {
        return RequestError{RpcCode::NotARequest, invalid(*problem),
                            isUsableId(id) ? id : QJsonValue(QJsonValue::Null)};
    }
    return Request{id, object->value(QLatin1String("method")).toString(),
                   object->value(QLatin1String("params")).toObject()};
}

Result<std::variant<Answer, Event>> decodeFromServer(const QByteArray &line)
{
    const Result<QJsonObject> object = parseObject(line);
    if (!object.ok())
        return object.error();
    if (object->value(QLatin1String("method")).toString() == QLatin1String("event")) {
        const QJsonObject params = object->value(QLatin1String("params")).toObject();
        const QJsonValue topic = params.value(QLatin1String("topic"));
        if (!topic.isString())
            return invalid(QStringLiteral("The server sent an event without a topic."));
        return std::variant<Answer, Event>(
            Event{topic.toString(), params.value(QLatin1String("data")).toObject()});
    }
    if (!object->contains(QLatin1String("id"))
        || (!object->value(QLatin1String("result")).isObject()
            && !object->value(QLatin1String("error")).isObject())) {
        return invalid(
            QStringLiteral("The server sent something that is neither an answer nor an event."));
    }
    return std::variant<Answer, Event>(answerFrom(*object));
}

QJsonObject errorToJson(const Error &error, RpcCode code)
{
    QJsonObject data = error.data;
    data.insert(QStringLiteral("kind"), errorKindName(error.kind));
    if (!error.field.isEmpty())
        data.insert(QStringLiteral("field"), error.field);
    return {{QStringLiteral("code"), static_cast<int>(code)},
            {QStringLiteral("message"), error.text},
            {QStringLiteral("data"), data}};
}

Error errorFromJson(const QJsonObject &object)
{
    QJsonObject data = object.value(QLatin1String("data")).toObject();
    Error error;
    error.kind = errorKindFromName(data.value(QLatin1String("kind")).toString())
                     .value_or(ErrorKind::Internal);
    error.text = object.value(QLatin1String("message")).toString();
    error.field = data.value(QLatin1String("field")).toString();
    data.remove(QStringLiteral("kind"));
    data.remove(QStringLiteral("field"));
    error.data = data;
    return error;
}

} // namespace postern::control
