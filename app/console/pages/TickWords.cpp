// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/TickWords.h"

#include <QCoreApplication>

namespace postern::TickWords
{

namespace
{

constexpr qsizetype mostNames = 8;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(postern::TickWords)
};

} // namespace

QString names(const QStringList &names)
{
    const QString named = names.mid(0, mostNames).join(QStringLiteral(", "));
    const qsizetype others = names.size() - mostNames;
    return others <= 0 ? named : Words::tr("%1 and %Ln more", nullptr, int(others)).arg(named);
}

QString count(int ticked, int hidden, int total)
{
    if (hidden == 0)
        return Words::tr("%L1 of %L2 ticked").arg(ticked).arg(total);
    if (hidden == ticked)
        return Words::tr("%Ln ticked, hidden by the filter", nullptr, hidden);
    return Words::tr("%L1 of %L2 ticked, %L3 hidden by the filter")
        .arg(ticked)
        .arg(total)
        .arg(hidden);
}

QStringList hidden(const QStringList &hiddenNames, qsizetype all)
{
    if (hiddenNames.isEmpty())
        return {};
    if (all == 1)
        return {Words::tr("The filter hides it.")};
    return {Words::tr("The filter hides %L1 of them: %2.")
                .arg(hiddenNames.size())
                .arg(names(hiddenNames))};
}

} // namespace postern::TickWords
