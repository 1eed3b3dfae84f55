// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QTimer>

#include <limits>

namespace postern
{

class ListProxy;
class MessageBar;

/// Withdraws the message about rows of a list once it is no longer so: a row was changed after what
/// the message speaks of, or was removed, or stands in the list that the message offered to show it
/// in. GUI thread.
class RowMessage : public QObject
{
    Q_OBJECT

public:
    /// For a row whose revision after the change is not known: only its removal counts.
    static constexpr qint64 anyRevision = std::numeric_limits<qint64>::max();

    /// What the message says of a hidden row besides the change.
    enum class Offer
    {
        None,
        ShowRow ///< goes when the row is shown
    };

    RowMessage(ListProxy &proxy, MessageBar &bar);

    /// From now on the message that the bar shows is about these: id to revision.
    void follow(const QHash<QString, qint64> &revisions, Offer offer = Offer::None);

private:
    [[nodiscard]] bool isTrue() const;
    void check();

    ListProxy &m_proxy;
    MessageBar &m_bar;
    QTimer m_soon; ///< many changes at once are looked at once
    QHash<QString, qint64> m_revisions;
    Offer m_offer = Offer::None;
    int m_message = 0; ///< its number in the bar
};

} // namespace postern
