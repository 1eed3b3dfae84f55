// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <variant>

namespace postern::control
{

/// Codes of JSON-RPC 2.0 (section 5.1) that are used here.
enum class RpcCode
{
    NotJson = -32700,
    NotARequest = -32600,
    UnknownMethod = -32601,
    WrongParameters = -32602,
    Refused = -32000 ///< everything else; `data.kind` says what
};

/// A request as it stands in one line. Plain values; Qt6::Core only; any thread.
struct Request
{
    QJsonValue id; ///< an integer, or a text of at most 64 characters
    QString method;
    QJsonObject params;
};

/// The answer to one request.
struct Answer
{
    QJsonValue id; ///< null when the request's own could not be read
    Result<QJsonObject> result = QJsonObject();
    RpcCode code = RpcCode::Refused; ///< only when the result is an error
};

/// Something that happened; nobody asked.
struct Event
{
    QString topic;
    QJsonObject data;
};

/// Why a line is not a request: what to answer with.
struct RequestError
{
    RpcCode code = RpcCode::NotJson;
    Error error;
    QJsonValue id = QJsonValue::Null;
};

/// Each encodes to one line without its LF.
[[nodiscard]] QByteArray encode(const Request &request);
[[nodiscard]] QByteArray encode(const Answer &answer);
[[nodiscard]] QByteArray encode(const Event &event);

/// Server's side: one line to a request. Every deviation is an error that says what was expected;
/// batches and requests without an id do not exist here.
[[nodiscard]] Result<Request, RequestError> decodeRequest(const QByteArray &line);
/// Client's side: one line to an answer or an event; error kind Invalid when it is neither. Fields
/// that are not known are ignored, so that a newer server can be talked to.
[[nodiscard]] Result<std::variant<Answer, Event>> decodeFromServer(const QByteArray &line);

/// The error as `data.kind`, `data.field` and the rest of `data` beside them, and back.
[[nodiscard]] QJsonObject errorToJson(const Error &error, RpcCode code);
[[nodiscard]] Error errorFromJson(const QJsonObject &object);

} // namespace postern::control
