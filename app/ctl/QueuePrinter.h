// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/CommandContext.h"
#include "shared/model/QueueItem.h"

namespace postern::ctl
{

/// The queue for people: states in words.
class QueuePrinter
{
public:
    explicit QueuePrinter(const CommandContext &context) : m_context(context) {}

    [[nodiscard]] Outcome table(const QList<QueueItem> &items) const;
    [[nodiscard]] Outcome item(const QueueItem &item) const;

private:
    void printRecipient(const QueueRecipient &recipient) const;

    const CommandContext &m_context;
};

} // namespace postern::ctl
