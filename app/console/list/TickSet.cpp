// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/TickSet.h"

namespace postern
{

void TickSet::set(const QString &id, bool ticked)
{
    setAll({id}, ticked);
}

void TickSet::setAll(const QStringList &ids, bool ticked)
{
    const auto before = m_ids.size();
    for (const QString &id : ids) {
        if (ticked)
            m_ids.insert(id);
        else
            m_ids.remove(id);
    }
    if (m_ids.size() != before)
        emit changed();
}

void TickSet::clear()
{
    if (m_ids.isEmpty())
        return;
    m_ids.clear();
    emit changed();
}

} // namespace postern
