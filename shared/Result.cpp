// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/Result.h"

#include <array>

namespace postern
{

namespace
{

struct KindName
{
    ErrorKind kind;
    QStringView name;
};

constexpr std::array kindNames{
    KindName{ErrorKind::Invalid, u"invalid"},
    KindName{ErrorKind::NotFound, u"not-found"},
    KindName{ErrorKind::Conflict, u"conflict"},
    KindName{ErrorKind::Refused, u"refused"},
    KindName{ErrorKind::Confirm, u"confirm"},
    KindName{ErrorKind::Forbidden, u"forbidden"},
    KindName{ErrorKind::Unauthorized, u"unauthorized"},
    KindName{ErrorKind::Throttled, u"throttled"},
    KindName{ErrorKind::Unavailable, u"unavailable"},
    KindName{ErrorKind::StorageFull, u"storage-full"},
    KindName{ErrorKind::Internal, u"internal"},
};

} // namespace

QString errorKindName(ErrorKind kind)
{
    for (const KindName &row : kindNames) {
        if (row.kind == kind)
            return row.name.toString();
    }
    return QStringLiteral("internal");
}

std::optional<ErrorKind> errorKindFromName(QStringView name)
{
    for (const KindName &row : kindNames) {
        if (row.name == name)
            return row.kind;
    }
    return std::nullopt;
}

} // namespace postern
