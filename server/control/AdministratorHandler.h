// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"
#include "server/storage/Database.h"
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
    using CheckOf = std::function<Result<std::function<bool()>>(storage::Database &)>;
    [[nodiscard]] static std::function<Result<QByteArray>()> hashing(const QString &password);
    [[nodiscard]] static CheckOf checkOf(const Wish &wish);
    void announce();

    ControlContext &m_context;
};

} // namespace postern::control
