// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QStringList>
#include <QStringView>

namespace postern
{

/// What is wrong with a text that should have been an address, and what would be right: the second
/// half of strict parsing, which says nothing before the strict half has refused. Sentences are
/// translatable, context "AddressRange". Pure, any thread.
struct AddressComplaint
{
    QString reason;          ///< a stable word: "short", "leading-zero", "name", ...
    QString problem;         ///< one or two sentences, without the proposal
    QStringList suggestions; ///< right texts, canonical, the likeliest first; may be empty
    QString advice = {};     ///< where the suggestions need more words than "Write A or B."

    /// The problem, then the advice or "Write A or B." for the suggestions; kind Invalid, field
    /// "address", data.{reason, suggestions[]}.
    [[nodiscard]] Error toError() const;

    /// Why `text` is not one address.
    [[nodiscard]] static AddressComplaint about(QStringView text);
    /// The text in quotation marks as it may stand in a sentence: shortened, and without the
    /// characters that would disturb a line or its direction.
    [[nodiscard]] static QString shown(QStringView text);
    /// The canonical text of `candidate` if that is a right text, else nothing.
    [[nodiscard]] static QStringList proposal(const QString &candidate);
};

} // namespace postern
