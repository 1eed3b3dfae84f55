// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/WhitelistEntryDraft.h"

#include "app/console/dialogs/WhitelistEntryForm.h"
#include "shared/model/ChosenId.h"

namespace postern
{

WhitelistEntryDraft::WhitelistEntryDraft(const WhitelistEntryForm &form, const WhitelistEntry &base)
    : m_form(form), m_base(base), m_newId(newChosenId()), m_isOn(base.enabled)
{}

void WhitelistEntryDraft::becomeNew()
{
    WhitelistEntry again;
    again.enabled = m_base.enabled;
    again.expiresAt = m_base.expiresAt;
    m_base = again;
    m_newId = newChosenId();
}

WhitelistEntry WhitelistEntryDraft::value() const
{
    WhitelistEntry value = m_base;
    if (isNew())
        value.id = m_newId;
    const Result<AddressRange> range = m_form.range();
    if (range.ok())
        value.range = *range;
    value.description = m_form.descriptionText();
    value.services = m_form.services();
    value.enabled = m_isOn;
    return value;
}

bool WhitelistEntryDraft::isTyped() const
{
    const QString startText = isNew() ? QString() : m_base.range.toString();
    return m_form.addressText().trimmed() != startText
           || m_form.descriptionText() != m_base.description
           || m_form.services() != m_base.services;
}

bool WhitelistEntryDraft::isModified() const
{
    return isTyped() || m_isOn != m_base.enabled;
}

bool WhitelistEntryDraft::isOnlySwitchedOff() const
{
    return !isNew() && m_base.enabled && !m_isOn && !isTyped();
}

} // namespace postern
