// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the text: no crash; what is read has one canonical text that reads back as itself; what
// is refused has a sentence, and each proposal is a canonical text.
#include "shared/net/AddressRange.h"

#include <QJsonArray>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace postern;

namespace
{

void require(bool condition)
{
    if (!condition)
        std::abort();
}

void requireCanonical(const QString &text)
{
    const Result<AddressRange> again = AddressRange::parse(text);
    require(again.ok() && again->toString() == text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const Result<AddressRange> range = AddressRange::parse(text);
    if (range) {
        require(range->first().family() == range->last().family());
        require(range->first().bits() <= range->last().bits());
        requireCanonical(range->toString());
        return 0;
    }
    require(range.error().text.endsWith(u'.'));
    for (const QJsonValue &value :
         range.error().data.value(QStringLiteral("suggestions")).toArray())
        requireCanonical(value.toString());
    return 0;
}
