// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/RowMessage.h"

#include "app/console/list/ListProxy.h"
#include "app/console/widgets/MessageBar.h"

namespace postern
{

RowMessage::RowMessage(ListProxy &proxy, MessageBar &bar)
    : QObject(&bar), m_proxy(proxy), m_bar(bar)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &RowMessage::check);
    const auto checkSoon = [this] {
        if (!m_revisions.isEmpty())
            m_soon.start();
    };
    // The model's own signals also tell of rows that the filter hides, the proxy's of what it
    // shows.
    for (const QAbstractItemModel *model :
         {m_proxy.sourceModel(), static_cast<QAbstractItemModel *>(&proxy)}) {
        connect(model, &QAbstractItemModel::dataChanged, this, checkSoon);
        connect(model, &QAbstractItemModel::rowsInserted, this, checkSoon);
        connect(model, &QAbstractItemModel::rowsRemoved, this, checkSoon);
        connect(model, &QAbstractItemModel::modelReset, this, checkSoon);
    }
}

void RowMessage::follow(const QHash<QString, qint64> &revisions, Offer offer)
{
    m_revisions = revisions;
    m_offer = offer;
    m_message = m_bar.number();
}

bool RowMessage::isTrue() const
{
    const QAbstractItemModel &model = *m_proxy.sourceModel();
    qsizetype present = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        const auto followed = m_revisions.constFind(index.data(ListRole::Id).toString());
        if (followed == m_revisions.constEnd())
            continue;
        ++present;
        if (index.data(ListRole::Revision).toLongLong() > *followed)
            return false;
        if (m_offer == Offer::ShowRow && m_proxy.rowOf(followed.key()) >= 0)
            return false;
    }
    return present == m_revisions.size();
}

void RowMessage::check()
{
    if (m_message == m_bar.number() && isTrue())
        return;
    m_revisions.clear();
    m_bar.withdraw(m_message);
}

} // namespace postern
