// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace postern::control
{

/// Reads typed fields out of a JSON object and keeps the first problem: ask for every field, then
/// for finish(). Errors are kind Invalid, name the field and say which type was expected. One
/// thread; a plain value.
class ObjectReader
{
public:
    enum class Presence
    {
        Required,
        Optional ///< absent or null gives the empty value
    };

    /// `path` goes before field names in errors: "entry" makes "entry.address".
    explicit ObjectReader(QJsonObject object, QString path = {});

    [[nodiscard]] bool has(QStringView field) const;
    [[nodiscard]] QString text(QStringView field, Presence presence = Presence::Required);
    /// An integer of -2^53 to 2^53 as a number, or any 64-bit integer as a text of digits.
    [[nodiscard]] qint64 integer(QStringView field, Presence presence = Presence::Required);
    /// An integer within bounds that the error names.
    [[nodiscard]] qint64 integerIn(QStringView field, qint64 least, qint64 most,
                                   Presence presence = Presence::Required);
    [[nodiscard]] bool boolean(QStringView field, Presence presence = Presence::Required,
                               bool absent = false);
    [[nodiscard]] QStringList texts(QStringView field, Presence presence = Presence::Required);
    [[nodiscard]] QJsonObject object(QStringView field, Presence presence = Presence::Required);
    [[nodiscard]] QList<QJsonObject> objects(QStringView field,
                                             Presence presence = Presence::Required);
    /// Records a problem found by the caller; the field's path is put before it.
    void fail(QStringView field, const QString &text);
    void fail(const Error &error);

    /// The path of a field, as errors name it.
    [[nodiscard]] QString pathOf(QStringView field) const;
    /// The first problem; fields that were never asked for do not matter.
    [[nodiscard]] std::optional<Error> error() const { return m_error; }
    /// The same, and a field that was never asked for is a problem: for requests, where a
    /// misspelt name must not be taken for an absent one.
    [[nodiscard]] std::optional<Error> finish() const;

private:
    [[nodiscard]] QJsonValue take(QStringView field, Presence presence, const QString &expected);
    void failType(QStringView field, const QString &expected, const QJsonValue &found);

    QJsonObject m_object;
    QString m_path;
    QStringList m_asked;
    std::optional<Error> m_error;
};

/// A number, or a text when it is above 2^53 and would lose digits in other programs.
[[nodiscard]] QJsonValue integerToJson(qint64 value);

} // namespace postern::control
