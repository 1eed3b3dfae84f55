// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>
#include <utility>
#include <variant>

namespace postern
{

/// What kind of failure an Error is. The names (see errorKindName()) are stable: they travel on the
/// control channel as `data.kind` of a JSON-RPC error.
enum class ErrorKind
{
    Invalid,  ///< "invalid": the input is wrong; `field` and `text` say where and what would be
              ///< right
    NotFound, ///< "not-found"
    Conflict, ///< "conflict": made from a stale revision; `data.current` holds the current value
    Refused,  ///< "refused": well formed, but a rule of the server forbids it (crossing, duplicate,
              ///< last admin)
    Confirm,  ///< "confirm": allowed once repeated with the confirmation that `data.confirm` names
    Forbidden,    ///< "forbidden": the role is not enough
    Unauthorized, ///< "unauthorized": not logged in, or wrong name/password/code/token
    Throttled,    ///< "throttled": too many tries; `data.retryAfterSeconds`
    Unavailable,  ///< "unavailable": try again later (storage busy, network gone)
    StorageFull,  ///< "storage-full": the disk or the database is full; nothing was changed
    Internal      ///< "internal": a defect; the text says only what is safe to say
};

/// A failure of normal life: its kind, one plain English sentence for people, and what a program
/// needs. Never holds a secret.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString text;       ///< a whole sentence: what is wrong and what would be right
    QString field = {}; ///< wire name of the field it concerns ("address", "description"), or empty
    QJsonObject data = {}; ///< machine-readable details (suggestions, current value), or empty
};

[[nodiscard]] QString errorKindName(ErrorKind kind);
[[nodiscard]] std::optional<ErrorKind> errorKindFromName(QStringView name);

/// Either a value or an error; what functions return that can fail in normal life. Thread: a plain
/// value.
template<typename T, typename E = Error>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(E error) : m_state(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    /// Only when ok().
    [[nodiscard]] const T &value() const & { return std::get<0>(m_state); }
    [[nodiscard]] T &value() & { return std::get<0>(m_state); }
    /// By value, so that `for (const auto &one : read().value())` does not walk through a Result
    /// that is gone already.
    [[nodiscard]] T value() && { return std::get<0>(std::move(m_state)); }
    /// Only when not ok().
    [[nodiscard]] const E &error() const { return std::get<1>(m_state); }
    const T *operator->() const { return &value(); }
    const T &operator*() const & { return value(); }
    T operator*() && { return std::get<0>(std::move(m_state)); }

private:
    std::variant<T, E> m_state;
};

template<typename E>
class [[nodiscard]] Result<void, E>
{
public:
    Result() = default;
    Result(E error) : m_error(std::move(error)) {}

    [[nodiscard]] bool ok() const { return !m_error.has_value(); }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] const E &error() const { return *m_error; }

private:
    std::optional<E> m_error;
};

} // namespace postern
