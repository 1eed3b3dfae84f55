// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/models/ChangedText.h"

#include "app/console/models/RelativeTime.h"

#include <QCoreApplication>

namespace postern
{

QString changedText(UtcMs at, const QString &by, UtcMs now)
{
    if (by.isEmpty())
        return QCoreApplication::translate("ChangedText", "at setup");
    return QCoreApplication::translate("ChangedText", "%1, %2").arg(relativeTime(at, now), by);
}

} // namespace postern
