// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"
#include "server/storage/Credential.h"
#include "server/storage/Database.h"

namespace postern::control
{

struct ControlContext;

/// SMTP users. Passwords are hashed in the pool; one that the server makes is answered once.
class UserHandler
{
public:
    explicit UserHandler(ControlContext &context) : m_context(context) {}

    [[nodiscard]] Result<QJsonObject> list(const Call &call);
    void add(const Call &call, const Reply &reply);
    void remove(const Call &call, const Reply &reply);
    void setPassword(const Call &call, const Reply &reply);
    void enable(const Call &call, const Reply &reply);
    void disable(const Call &call, const Reply &reply);

private:
    struct Wish;
    [[nodiscard]] static Result<Wish> readWish(const Call &call);
    using CheckOf = std::function<Result<std::function<bool()>>(storage::Database &)>;
    [[nodiscard]] std::function<Result<storage::Credential>()> sealing(const Wish &wish) const;
    [[nodiscard]] CheckOf checkOf(const Wish &wish) const;
    void setEnabled(const Call &call, const Reply &reply, bool isEnabled);
    void announce();

    ControlContext &m_context;
};

} // namespace postern::control
