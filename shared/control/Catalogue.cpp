// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/control/Catalogue.h"

#include <algorithm>
#include <array>

namespace postern::control
{

namespace
{

constexpr std::optional<Role> beforeLogin = std::nullopt;

constexpr std::array methods{
    MethodSpec{u"hello", beforeLogin, false},
    MethodSpec{u"login", beforeLogin, false},
    MethodSpec{u"login.resume", beforeLogin, false},
    MethodSpec{u"pair.redeem", beforeLogin, true},
    MethodSpec{u"logout", Role::Auditor, false},
    MethodSpec{u"pair.create", Role::Admin, true},
    MethodSpec{u"status.get", Role::Auditor, false},
    MethodSpec{u"whitelist.list", Role::Auditor, false},
    MethodSpec{u"whitelist.get", Role::Auditor, false},
    MethodSpec{u"whitelist.preview", Role::Auditor, false},
    MethodSpec{u"whitelist.add", Role::Admin, true},
    MethodSpec{u"whitelist.update", Role::Admin, true},
    MethodSpec{u"whitelist.enable", Role::Admin, true},
    MethodSpec{u"whitelist.disable", Role::Operator, true},
    MethodSpec{u"whitelist.remove", Role::Admin, true},
    MethodSpec{u"whitelist.explain", Role::Auditor, false},
    MethodSpec{u"domain.list", Role::Auditor, false},
    MethodSpec{u"domain.add", Role::Admin, true, true},
    MethodSpec{u"domain.remove", Role::Admin, true},
    MethodSpec{u"route.list", Role::Auditor, false},
    MethodSpec{u"route.set", Role::Admin, true, true},
    MethodSpec{u"route.remove", Role::Admin, true},
    MethodSpec{u"user.list", Role::Auditor, false},
    MethodSpec{u"user.add", Role::Admin, true, true},
    MethodSpec{u"user.remove", Role::Admin, true},
    MethodSpec{u"user.set-password", Role::Admin, true},
    MethodSpec{u"user.enable", Role::Admin, true},
    MethodSpec{u"user.disable", Role::Operator, true},
    MethodSpec{u"admin.list", Role::Auditor, false},
    MethodSpec{u"admin.add", Role::Admin, true, true},
    MethodSpec{u"admin.remove", Role::Admin, true},
    // One's own password needs no more than being logged in; the handler asks for Admin otherwise.
    MethodSpec{u"admin.set-password", Role::Auditor, true},
    MethodSpec{u"admin.set-role", Role::Admin, true},
    MethodSpec{u"queue.list", Role::Auditor, false},
    MethodSpec{u"queue.show", Role::Auditor, false},
    MethodSpec{u"queue.hold", Role::Operator, true},
    MethodSpec{u"queue.release", Role::Operator, true},
    MethodSpec{u"queue.retry", Role::Operator, true},
    MethodSpec{u"queue.remove", Role::Operator, true},
    MethodSpec{u"settings.list", Role::Auditor, false},
    MethodSpec{u"settings.get", Role::Auditor, false},
    MethodSpec{u"settings.set", Role::Admin, true},
    MethodSpec{u"settings.reset", Role::Admin, true},
    MethodSpec{u"audit.list", Role::Auditor, false},
};

} // namespace

std::span<const MethodSpec> catalogue()
{
    return methods;
}

const MethodSpec *findMethod(QStringView name)
{
    const auto found =
        std::find_if(methods.begin(), methods.end(),
                     [name](const MethodSpec &method) { return method.name == name; });
    return found == methods.end() ? nullptr : &*found;
}

} // namespace postern::control
