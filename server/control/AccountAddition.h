// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/ControlContext.h"
#include "server/control/PasswordWork.h"
#include "server/control/Repetition.h"

#include <memory>

namespace postern::control
{

/// user.add and admin.add: an account and its password, made once however often the request with
/// its id comes. `Account` is what is made, `Secret` what is stored of its password. Control
/// thread; lives as long as one of its steps is under way.
template<typename Account, typename Secret>
class AccountAddition : public std::enable_shared_from_this<AccountAddition<Account, Secret>>
{
public:
    using Database = storage::Database;

    /// What differs between the two. Those with a Database are given the one of the thread that
    /// they run on; `make` and what `checkOf` returns run in the password pool.
    struct Steps
    {
        Repetition repetition;
        std::function<Result<Account>(Database &)> find;
        std::function<Result<Secret>()> make;
        std::function<Result<Account>(Database &, const Secret &)> add;
        /// Gives the account that a repeated request has made another password; null when the
        /// request says the password: then it must be the one that is stored.
        std::function<Result<Account>(Database &, const Secret &)> replace;
        /// Whether the password is the one that is stored now.
        std::function<Result<std::function<bool()>>(Database &)> checkOf;
        std::function<void()> announce;
        std::function<void(const Account &)> answer;
    };

    AccountAddition(ControlContext &context, const Call &call, const Reply &reply, Steps steps)
        : m_context(context), m_call(call), m_reply(reply), m_steps(std::move(steps))
    {}

    void run()
    {
        if (m_steps.replace) {
            make();
            return;
        }
        const auto made =
            m_steps.repetition.template find<Account>(*m_context.database, m_steps.find);
        if (!made.ok())
            m_reply(made.error());
        else if (made->has_value())
            check(**made);
        else
            make();
    }

private:
    /// What the transaction did; `isRepeated`: the account was there, made by this request.
    struct Outcome
    {
        Account account;
        bool isRepeated = false;
    };

    void make()
    {
        const auto self = this->shared_from_this();
        PasswordWork(m_context, m_call, m_reply)
            .template run<Secret>(m_steps.make,
                                  [self](const Secret &secret) { self->write(secret); });
    }

    void write(const Secret &secret)
    {
        const auto self = this->shared_from_this();
        m_context.write<Outcome>(
            m_call,
            [steps = m_steps, secret](Database &database) {
                return writeIn(database, steps, secret);
            },
            [self](const Outcome &outcome) { self->finish(outcome); }, m_reply);
    }

    static Result<Outcome> writeIn(Database &database, const Steps &steps, const Secret &secret)
    {
        const auto made = steps.repetition.template findForChange<Account>(database, steps.find);
        if (!made.ok())
            return made.error();
        if (made->has_value() && !steps.replace)
            return Outcome{**made, true};
        const Result<Account> account =
            made->has_value() ? steps.replace(database, secret) : steps.add(database, secret);
        if (!account.ok())
            return account.error();
        return Outcome{*account};
    }

    void finish(const Outcome &outcome)
    {
        if (outcome.isRepeated) {
            check(outcome.account);
            return;
        }
        m_steps.announce();
        m_steps.answer(outcome.account);
    }

    void check(const Account &account)
    {
        const Result<std::function<bool()>> isSame = m_steps.checkOf(*m_context.database);
        if (!isSame.ok()) {
            m_reply(isSame.error());
            return;
        }
        const auto self = this->shared_from_this();
        PasswordWork(m_context, m_call, m_reply)
            .template run<bool>([isSame = *isSame]() -> Result<bool> { return isSame(); },
                                [self, account](const bool &isMatch) {
                                    if (isMatch)
                                        self->m_steps.answer(account);
                                    else
                                        self->m_reply(Repetition::takenId());
                                });
    }

    ControlContext &m_context;
    Call m_call;
    Reply m_reply;
    Steps m_steps;
};

} // namespace postern::control
