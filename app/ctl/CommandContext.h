// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/Outcome.h"
#include "shared/control/ValueCodec.h"
#include "shared/model/UtcMs.h"

#include <QJsonObject>
#include <QTextStream>

#include <functional>

namespace postern::ctl
{

/// What a running command may use: the server behind a function, and two streams. Connects at the
/// first call, so that what is wrong with the command line is said without a server.
class CommandContext
{
public:
    using Call = std::function<Attempt<QJsonObject>(const QString &, const QJsonObject &)>;

    CommandContext(Call call, QTextStream &out, QTextStream &err)
        : m_call(std::move(call)), m_out(out), m_err(err)
    {}

    bool isJson = false; ///< print the result object
    QString why;         ///< for the audit trail
    UtcMs now = 0;       ///< for times of day and expiry

    [[nodiscard]] Attempt<QJsonObject> call(const QString &method,
                                            const QJsonObject &params = {}) const
    {
        return m_call(method, params);
    }
    /// A change: `why` goes with it, and an id if the method takes one.
    [[nodiscard]] Attempt<QJsonObject> change(const QString &method, QJsonObject params) const;
    /// All pages of a list, or the first `limit` rows of it (0: all), as one object with `items`.
    [[nodiscard]] Attempt<QJsonObject> list(const QString &method, QJsonObject params = {},
                                            int limit = 0) const;

    [[nodiscard]] QTextStream &out() const { return m_out; }
    void line(const QString &text) const;
    /// To stderr; what is printed on stdout stays what was asked for.
    void warn(const QString &text) const;
    [[nodiscard]] Outcome printJson(const QJsonObject &object) const;
    /// One sentence, or the result object with --json.
    [[nodiscard]] Outcome done(const QJsonObject &answer, const QString &sentence) const;

private:
    Call m_call;
    QTextStream &m_out;
    QTextStream &m_err;
};

/// The value in `object[field]`; an answer that cannot be read is the server's failure.
template<typename T>
[[nodiscard]] Attempt<T> readValue(const QJsonObject &object, const QString &field)
{
    Result<T> value = control::fromJson<T>(object.value(field).toObject(), field);
    if (!value)
        return Failure{ExitCode::Refused, value.error()};
    return std::move(value).value();
}

template<typename T>
[[nodiscard]] Attempt<QList<T>> readValues(const QJsonObject &object, const QString &field)
{
    control::ObjectReader reader(object);
    QList<T> values = control::readList<T>(reader, field);
    if (const auto error = reader.error())
        return Failure{ExitCode::Refused, *error};
    return values;
}

} // namespace postern::ctl
