// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/pages/ListPage.h"

namespace postern
{

class QueueFeed;
class QueueModel;

/// The queue: what waits, why, and the four things that can be done about it.
class QueuePage : public ListPage
{
    Q_OBJECT

public:
    explicit QueuePage(const PageContext &context);

    void refresh() override;

protected:
    void newWanted() override;
    void openWanted(const QString &id) override;
    void deleteWanted(const QStringList &ids) override;
    [[nodiscard]] QString countText(int shown, int total) const override;

private:
    /// Made before the base, which wants the model.
    QueuePage(const PageContext &context, QueueModel *model);
    /// Asks the server for `method` on these; `told` makes the sentence of how many recipients.
    void change(const QString &method, const QStringList &ids,
                const std::function<QString(int)> &told);
    Button *addChange(const QString &text, const QString &buttonName, const QString &icon,
                      const QString &method, const std::function<QString(int)> &told);
    void offer(Role role);

    QueueModel &m_model;
    QueueFeed *m_feed;
    QList<Button *> m_changeButtons;
};

} // namespace postern
