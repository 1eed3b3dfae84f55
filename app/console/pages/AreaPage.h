// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/dialogs/FormDialog.h"
#include "app/console/pages/ListPage.h"

#include <QJsonArray>

namespace postern
{

class ItemsFeed;

/// A list page whose rows are one area of the control protocol that is read as a whole: domains,
/// routes, users, administrators. Keeps the list as the server has it, asks before deleting, and
/// tells in the bar what came of it.
class AreaPage : public ListPage
{
    Q_OBJECT

public:
    struct Identity
    {
        QString objectName;
        QString title;
        QString area; ///< "domain": what methods and topics begin with
    };

    AreaPage(const PageContext &context, const Identity &identity, QAbstractItemModel *model,
             const QList<ListColumn> &columns, Words words);

    void refresh() override;

protected:
    /// One request for each of `names`, with the name as the parameter `key`.
    struct Order
    {
        QString method;
        QString key;
        QStringList names;
        std::function<QString(int count)> told; ///< what the bar says when all went well
    };

    virtual void takeItems(const QJsonArray &items) = 0;
    /// Offers what this role may do.
    virtual void offer(Role role) = 0;
    virtual void refreshTimes() = 0;
    /// Tells the status strip of a change, unless nobody made it.
    void see(UtcMs at, const QString &by);
    /// To be called at the end of the subclass's constructor.
    void begin();

    void run(const Order &order);
    /// Asks once, then runs the order. What the filter hides is named besides, by `nameOf` (or its
    /// name in the order).
    void askAndRun(const QString &title, const QStringList &sentences, const Order &order,
                   const std::function<QString(const QString &)> &nameOf = {});
    [[nodiscard]] FormDialog::Context forms() const;

private:
    struct Progress;
    void tell(const Order &order, const Progress &progress);

    ItemsFeed *m_feed;
};

} // namespace postern
