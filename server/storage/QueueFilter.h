// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/QueueItem.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace postern::storage
{

/// Which queue items an administrator means; empty fields match all.
struct QueueFilter
{
    QStringList ids;
    QString sender;
    QString recipient;
    QString client; ///< address or range text
    QString entryId;
    QString user;
    std::optional<RecipientState> state;
    bool includeDone = false; ///< the trace too
};

} // namespace postern::storage
