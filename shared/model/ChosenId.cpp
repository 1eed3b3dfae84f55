// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/ChosenId.h"

#include <QUuid>

namespace postern
{

QString newChosenId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

bool isChosenId(const QString &text)
{
    const QUuid id = QUuid::fromString(text);
    return !id.isNull() && id.toString(QUuid::WithoutBraces) == text;
}

} // namespace postern
