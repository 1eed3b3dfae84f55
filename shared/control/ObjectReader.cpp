// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/control/ObjectReader.h"

#include <cmath>

namespace postern::control
{

namespace
{

constexpr qint64 largestExact = Q_INT64_C(1) << 53;

QString typeOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return QStringLiteral("true or false");
    case QJsonValue::Double:
        return QStringLiteral("a number");
    case QJsonValue::String:
        return QStringLiteral("a text");
    case QJsonValue::Array:
        return QStringLiteral("a list");
    case QJsonValue::Object:
        return QStringLiteral("an object");
    case QJsonValue::Undefined:
        break;
    }
    return QStringLiteral("nothing");
}

std::optional<qint64> integerFrom(const QJsonValue &value)
{
    if (value.isString()) {
        bool isNumber = false;
        const qint64 number = value.toString().toLongLong(&isNumber, 10);
        return isNumber ? std::optional(number) : std::nullopt;
    }
    if (!value.isDouble())
        return std::nullopt;
    const double number = value.toDouble();
    if (std::floor(number) != number || std::abs(number) > static_cast<double>(largestExact))
        return std::nullopt;
    return static_cast<qint64>(number);
}

} // namespace

ObjectReader::ObjectReader(QJsonObject object, QString path)
    : m_object(std::move(object)), m_path(std::move(path))
{}

bool ObjectReader::has(QStringView field) const
{
    const QJsonValue value = m_object.value(field);
    return !value.isUndefined() && !value.isNull();
}

QString ObjectReader::pathOf(QStringView field) const
{
    return m_path.isEmpty() ? field.toString() : m_path + QLatin1Char('.') + field.toString();
}

void ObjectReader::fail(QStringView field, const QString &text)
{
    fail(Error{ErrorKind::Invalid, text, pathOf(field)});
}

void ObjectReader::fail(const Error &error)
{
    if (!m_error)
        m_error = error;
}

void ObjectReader::failType(QStringView field, const QString &expected, const QJsonValue &found)
{
    fail(field,
         QStringLiteral("\"%1\" must be %2, not %3.").arg(pathOf(field), expected, typeOf(found)));
}

QJsonValue ObjectReader::take(QStringView field, Presence presence, const QString &expected)
{
    m_asked.append(field.toString());
    const QJsonValue value = m_object.value(field);
    if (!value.isUndefined() && !value.isNull())
        return value;
    if (presence == Presence::Required) {
        fail(field,
             QStringLiteral("\"%1\" is missing; it must be %2.").arg(pathOf(field), expected));
    }
    return QJsonValue::Undefined;
}

QString ObjectReader::text(QStringView field, Presence presence)
{
    const QString expected = QStringLiteral("a text");
    const QJsonValue value = take(field, presence, expected);
    if (value.isUndefined())
        return {};
    if (!value.isString())
        failType(field, expected, value);
    return value.toString();
}

qint64 ObjectReader::integer(QStringView field, Presence presence)
{
    const QString expected =
        QStringLiteral("an integer (as a text of digits when it is above 2^53)");
    const QJsonValue value = take(field, presence, expected);
    if (value.isUndefined())
        return 0;
    const std::optional<qint64> number = integerFrom(value);
    if (!number) {
        if (value.isDouble() || value.isString())
            fail(field, QStringLiteral("\"%1\" must be %2.").arg(pathOf(field), expected));
        else
            failType(field, expected, value);
    }
    return number.value_or(0);
}

qint64 ObjectReader::integerIn(QStringView field, qint64 least, qint64 most, Presence presence)
{
    const qint64 number = integer(field, presence);
    if (has(field) && !m_error && (number < least || number > most)) {
        fail(field, QStringLiteral("\"%1\" must be an integer from %2 to %3, not %4.")
                        .arg(pathOf(field), QString::number(least), QString::number(most),
                             QString::number(number)));
    }
    return number;
}

bool ObjectReader::boolean(QStringView field, Presence presence, bool absent)
{
    const QString expected = QStringLiteral("true or false");
    const QJsonValue value = take(field, presence, expected);
    if (value.isUndefined())
        return absent;
    if (!value.isBool())
        failType(field, expected, value);
    return value.toBool();
}

QStringList ObjectReader::texts(QStringView field, Presence presence)
{
    const QString expected = QStringLiteral("a list of texts");
    const QJsonValue value = take(field, presence, expected);
    QStringList list;
    if (value.isUndefined())
        return list;
    if (!value.isArray())
        failType(field, expected, value);
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array) {
        if (!item.isString())
            fail(field, QStringLiteral("\"%1\" must be %2, but one item is %3.")
                            .arg(pathOf(field), expected, typeOf(item)));
        list.append(item.toString());
    }
    return list;
}

QJsonObject ObjectReader::object(QStringView field, Presence presence)
{
    const QString expected = QStringLiteral("an object");
    const QJsonValue value = take(field, presence, expected);
    if (!value.isUndefined() && !value.isObject())
        failType(field, expected, value);
    return value.toObject();
}

QList<QJsonObject> ObjectReader::objects(QStringView field, Presence presence)
{
    const QString expected = QStringLiteral("a list of objects");
    const QJsonValue value = take(field, presence, expected);
    QList<QJsonObject> list;
    if (value.isUndefined())
        return list;
    if (!value.isArray())
        failType(field, expected, value);
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array) {
        if (!item.isObject())
            fail(field, QStringLiteral("\"%1\" must be %2, but one item is %3.")
                            .arg(pathOf(field), expected, typeOf(item)));
        list.append(item.toObject());
    }
    return list;
}

std::optional<Error> ObjectReader::finish() const
{
    if (m_error)
        return m_error;
    const QStringList present = m_object.keys();
    for (const QString &field : present) {
        if (m_asked.contains(field))
            continue;
        return Error{ErrorKind::Invalid,
                     QStringLiteral("\"%1\" is not a field here; there are: %2.")
                         .arg(pathOf(field), m_asked.isEmpty() ? QStringLiteral("none")
                                                               : m_asked.join(QLatin1String(", "))),
                     pathOf(field)};
    }
    return std::nullopt;
}

QJsonValue integerToJson(qint64 value)
{
    if (value > largestExact || value < -largestExact)
        return QString::number(value);
    return value;
}

} // namespace postern::control
