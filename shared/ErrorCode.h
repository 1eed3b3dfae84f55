// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace postern
{

/// Which rule refused, where the kind of an Error alone does not say it: `data.code` of the control
/// channel. The names are stable; docs/control-protocol.md lists them with what stands beside them
/// in `data`, so that a console can say the sentence in another language.
enum class ErrorCode
{
    UserTaken,          ///< "user-taken": `name`, `user` who has it
    AdministratorTaken, ///< "administrator-taken": `name`
    LastAdministrator,  ///< "last-administrator": `name`
    OtherAdministrator, ///< "other-administrator": the link was made for `name`
    PairingCode,        ///< "pairing-code": wrong, used or over
    BadHost,            ///< "bad-host": `host`
    NotListening,       ///< "not-listening": `listening`, `wanted`, `file`
    EveryAddress,       ///< "every-address": `range`
    TooWide,            ///< "too-wide": `range`, `addresses` (a text of digits)
    WouldWiden,         ///< "would-widen": `range`; an operator may only narrow trust
    BuiltInAddress,     ///< "built-in-address": `range`, `wanted`
    BuiltInRemoval,     ///< "built-in-removal": `range`
    OthersPassword,     ///< "others-password": `name`
    WrongLogin,         ///< "wrong-login"
    SessionEnded,       ///< "session-ended"
    Busy                ///< "busy": too many passwords are being checked
};

[[nodiscard]] QString errorCodeName(ErrorCode code);
/// From `data.code`; empty for none and for one that this version does not know.
[[nodiscard]] std::optional<ErrorCode> errorCodeIn(const QJsonObject &data);
/// `data` with its `code`.
[[nodiscard]] QJsonObject withCode(ErrorCode code, QJsonObject data = {});

} // namespace postern
