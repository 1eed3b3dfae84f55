// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"
#include "shared/model/Accounts.h"

namespace postern::control
{

struct ControlContext;

/// Administrators. A removal, a new role or a new password ends the sessions of the one concerned.
class AdministratorHandler
{
public:
    explicit AdministratorHandler(ControlContext &context) : m_context(context) {}

    [[nodiscard]] Result<QJsonObject> list(const Call &call);
    void add(const Call &call, const Reply &reply);
    void remove(const Call &call, const Reply &reply);
    /// Without a name: one's own. Another's needs a System Administrator.
    void setPassword(const Call &call, const Reply &reply);
    void setRole(const Call &call, const Reply &reply);

private:
    struct Wish;

    [[nodiscard]] static Result<Wish> readAddition(const Call &call);
    [[nodiscard]] static Result<Wish> readNewPassword(const Call &call);
    [[nodiscard]] bool answerRepetition(const Call &call, const Wish &wish, const Reply &reply);
    void addNew(const Call &call, const Wish &wish, const Reply &reply);
    void withHash(const Call &call, const QString &password, const Reply &reply,
                  std::function<void(const QByteArray &)> then);
    void announce();

    ControlContext &m_context;
};

} // namespace postern::control
