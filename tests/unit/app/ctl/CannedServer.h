// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandContext.h"
#include "tests/unit/app/ctl/CannedValues.h"

#include <QStringList>

namespace postern::test
{

/// Answers every method that posternctl calls as a small server would, and writes down what was
/// asked. Times are those of the morning of 2026-03-01, UTC.
class CannedServer
{
public:
    static constexpr UtcMs now = canned::now;

    [[nodiscard]] ctl::Attempt<QJsonObject> answer(const QString &method,
                                                   const QJsonObject &params);
    /// "-> method {params}", one each, since the last time.
    [[nodiscard]] QStringList takeRequests();

private:
    [[nodiscard]] ctl::Attempt<QJsonObject> answerWhitelist(const QString &verb,
                                                            const QJsonObject &params) const;
    [[nodiscard]] ctl::Attempt<QJsonObject> answerAccounts(const QString &method,
                                                           const QJsonObject &params) const;
    [[nodiscard]] ctl::Attempt<QJsonObject> answerQueue(const QString &verb,
                                                        const QJsonObject &params) const;
    [[nodiscard]] ctl::Attempt<QJsonObject> answerOthers(const QString &method,
                                                         const QJsonObject &params) const;

    QStringList m_requests;
};

} // namespace postern::test
