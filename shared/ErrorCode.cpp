// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/ErrorCode.h"

#include <array>

namespace postern
{

namespace
{

struct CodeName
{
    ErrorCode code;
    QStringView name;
};

constexpr std::array codeNames{
    CodeName{ErrorCode::UserTaken, u"user-taken"},
    CodeName{ErrorCode::AdministratorTaken, u"administrator-taken"},
    CodeName{ErrorCode::LastAdministrator, u"last-administrator"},
    CodeName{ErrorCode::OtherAdministrator, u"other-administrator"},
    CodeName{ErrorCode::PairingCode, u"pairing-code"},
    CodeName{ErrorCode::BadHost, u"bad-host"},
    CodeName{ErrorCode::NotListening, u"not-listening"},
    CodeName{ErrorCode::EveryAddress, u"every-address"},
    CodeName{ErrorCode::TooWide, u"too-wide"},
    CodeName{ErrorCode::WouldWiden, u"would-widen"},
    CodeName{ErrorCode::BuiltInAddress, u"built-in-address"},
    CodeName{ErrorCode::BuiltInRemoval, u"built-in-removal"},
    CodeName{ErrorCode::OthersPassword, u"others-password"},
    CodeName{ErrorCode::WrongLogin, u"wrong-login"},
    CodeName{ErrorCode::SessionEnded, u"session-ended"},
    CodeName{ErrorCode::Busy, u"busy"},
};

} // namespace

QString errorCodeName(ErrorCode code)
{
    for (const CodeName &row : codeNames) {
        if (row.code == code)
            return row.name.toString();
    }
    return {};
}

std::optional<ErrorCode> errorCodeIn(const QJsonObject &data)
{
    const QString name = data.value(QLatin1String("code")).toString();
    for (const CodeName &row : codeNames) {
        if (row.name == name)
            return row.code;
    }
    return std::nullopt;
}

QJsonObject withCode(ErrorCode code, QJsonObject data)
{
    data.insert(QStringLiteral("code"), errorCodeName(code));
    return data;
}

} // namespace postern
