// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the bytes and however they are cut: no crash; no more is held than a line may have; what
// is decoded as a value is encoded to something that decodes to the same.
#include "shared/control/LineReader.h"
#include "shared/control/Message.h"
#include "shared/control/ValueCodec.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace postern;
using namespace postern::control;

namespace
{

constexpr qsizetype limit = 4096;

void require(bool condition)
{
    if (!condition)
        std::abort();
}

template<typename T>
void requireStable(const QJsonObject &object)
{
    const Result<T> value = fromJson<T>(object);
    if (!value.ok()) {
        require(!value.error().text.isEmpty());
        return;
    }
    const QJsonObject encoded = toJson(*value);
    const Result<T> again = fromJson<T>(encoded);
    require(again.ok());
    require(toJson(*again) == encoded);
}

void requireStableAsAny(const QJsonObject &object)
{
    requireStable<WhitelistEntry>(object);
    requireStable<Effect>(object);
    requireStable<Explanation>(object);
    requireStable<Route>(object);
    requireStable<AcceptedDomain>(object);
    requireStable<SmtpUser>(object);
    requireStable<Administrator>(object);
    requireStable<QueueItem>(object);
    requireStable<AuditRecord>(object);
    requireStable<SettingItem>(object);
    requireStable<ServerStatus>(object);
    if (const auto entry = entryFromRequest(object); entry.ok())
        require(entryFromRequest(toJson(*entry)).ok());
}

void decode(const QByteArray &line)
{
    const auto request = decodeRequest(line);
    if (request.ok()) {
        const auto again = decodeRequest(encode(*request));
        require(again.ok() && again->params == request->params && again->id == request->id);
        requireStableAsAny(request->params);
        for (const QJsonValue &value : request->params)
            requireStableAsAny(value.toObject());
    } else {
        require(!request.error().error.text.isEmpty());
    }
    const auto message = decodeFromServer(line);
    if (!message.ok())
        return;
    if (const auto *answer = std::get_if<Answer>(&*message)) {
        require(!encode(*answer).contains('\n'));
        if (answer->result.ok())
            requireStableAsAny(answer->result.value());
    } else {
        require(!encode(std::get<Event>(*message)).contains('\n'));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    // The first byte says into which pieces the rest is cut.
    const qsizetype step = data[0] % 64 + 1;
    QByteArrayView rest(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    LineReader reader(limit);
    while (!rest.isEmpty()) {
        const QByteArrayView piece = rest.first(qMin(step, rest.size()));
        const qsizetype taken = reader.append(piece);
        rest = rest.sliced(taken);
        require(reader.room() >= 0 && reader.room() <= limit + 1);
        while (const auto line = reader.next()) {
            require(line->size() <= limit && !line->contains('\n'));
            decode(*line);
        }
        if (reader.isOverLimit())
            return 0;
        require(reader.room() > 0);
    }
    return 0;
}
