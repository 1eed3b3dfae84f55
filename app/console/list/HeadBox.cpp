// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/HeadBox.h"

#include "app/console/list/ListHeader.h"
#include "app/console/list/ListProxy.h"

namespace postern
{

HeadBox::HeadBox(ListHeader &header, ListProxy &proxy, QObject *parent)
    : QObject(parent), m_header(header), m_proxy(proxy)
{
    connect(&proxy.ticks(), &TickSet::changed, this, &HeadBox::update);
    connect(&header, &ListHeader::boxClicked, this, [this] {
        m_proxy.ticks().setAll(m_proxy.tickableIds(), m_header.boxState() != Qt::Checked);
    });
}

void HeadBox::update()
{
    const QStringList shown = m_proxy.tickableIds();
    int ticked = 0;
    for (const QString &id : shown)
        ticked += m_proxy.ticks().contains(id) ? 1 : 0;
    const Qt::CheckState state = ticked == 0              ? Qt::Unchecked
                                 : ticked == shown.size() ? Qt::Checked
                                                          : Qt::PartiallyChecked;
    m_header.setBox(!shown.isEmpty(), state);
}

} // namespace postern
