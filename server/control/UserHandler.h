// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Call.h"
#include "server/storage/Credential.h"

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
    [[nodiscard]] bool answerRepetition(const Call &call, const Wish &wish, const Reply &reply);
    void addNew(const Call &call, const Wish &wish, const Reply &reply);
    void withCredential(const Call &call, const Wish &wish, const Reply &reply,
                        std::function<void(const storage::Credential &)> then);
    void setEnabled(const Call &call, const Reply &reply, bool isEnabled);
    void announce();

    ControlContext &m_context;
};

} // namespace postern::control
