// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/WhitelistEntry.h"

namespace postern
{

class WhitelistEntryForm;

/// An entry as it was when its form was filled, beside what stands in the form and whether it is to
/// be on. Thread: GUI.
class WhitelistEntryDraft
{
public:
    /// A new entry while `base` has no id.
    WhitelistEntryDraft(const WhitelistEntryForm &form, const WhitelistEntry &base);

    /// What it started from; its revision goes with Save.
    [[nodiscard]] const WhitelistEntry &base() const { return m_base; }
    /// Starts from another version; what is typed stays.
    void setBase(const WhitelistEntry &base) { m_base = base; }
    /// The entry is gone: what stands in the form is a new one, as on or off and as long as that.
    void becomeNew();
    [[nodiscard]] bool isNew() const { return m_base.id.isEmpty(); }
    /// The id that Save adds a new entry under, however often it is sent.
    [[nodiscard]] const QString &newId() const { return m_newId; }
    [[nodiscard]] bool isOn() const { return m_isOn; }
    void setOn(bool isOn) { m_isOn = isOn; }
    /// What Save would store. An address that does not parse is the one it started from.
    [[nodiscard]] WhitelistEntry value() const;
    [[nodiscard]] bool isModified() const;
    /// Save does nothing else, so it asks for no more than that needs.
    [[nodiscard]] bool isOnlySwitchedOff() const;
    /// It is on and stays so.
    [[nodiscard]] bool canBeSwitchedOff() const { return !isNew() && m_base.enabled && m_isOn; }

private:
    [[nodiscard]] bool isTyped() const;

    const WhitelistEntryForm &m_form;
    WhitelistEntry m_base;
    QString m_newId;
    bool m_isOn;
};

} // namespace postern
