// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace postern
{

class ListHeader;
class ListProxy;

/// Joins the box in a list's header to the rows' ticks: it shows whether none, some or all of the
/// shown rows are ticked, and a click ticks or unticks them. GUI thread.
class HeadBox : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    HeadBox(ListHeader &header, ListProxy &proxy, QObject *parent);

    /// To be called when other rows are shown; ticks are followed without.
    void update();

private:
    ListHeader &m_header;
    ListProxy &m_proxy;
};

} // namespace postern
