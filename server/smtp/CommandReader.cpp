// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/smtp/CommandReader.h"

#include <algorithm>

namespace postern::smtp
{

namespace
{

bool hasVerb(QByteArrayView line, QByteArrayView verb)
{
    return line.size() >= verb.size()
           && line.first(verb.size()).compare(verb, Qt::CaseInsensitive) == 0;
}

bool isAuth(QByteArrayView line, CommandReader::Mode mode)
{
    return mode == CommandReader::Mode::SaslResponse || hasVerb(line, "AUTH ");
}

qsizetype limitFor(QByteArrayView line, CommandReader::Mode mode)
{
    if (isAuth(line, mode))
        return CommandReader::authLimit;
    return hasVerb(line, "MAIL ") ? CommandReader::mailLimit : CommandReader::commandLimit;
}

// Where the line stops: the CR of CR LF, or the first byte that must not be there.
struct Stop
{
    enum class Kind
    {
        None,
        LineEnd,
        BareLineEnd,
        Nul
    };
    Kind kind = Kind::None;
    qsizetype index = 0;
};

Stop findStop(QByteArrayView input)
{
    for (qsizetype i = 0; i < input.size(); ++i) {
        const char c = input[i];
        if (c == '\0')
            return {Stop::Kind::Nul, i};
        if (c == '\n')
            return {Stop::Kind::BareLineEnd, i};
        if (c != '\r')
            continue;
        if (i + 1 == input.size())
            return {Stop::Kind::None, i};
        return {input[i + 1] == '\n' ? Stop::Kind::LineEnd : Stop::Kind::BareLineEnd, i};
    }
    return {Stop::Kind::None, input.size()};
}

} // namespace

// True once the end of the long line has been found.
bool CommandReader::dropRest(QByteArray &input)
{
    const qsizetype end = input.indexOf("\r\n");
    if (end >= 0) {
        input.remove(0, end + 2);
        m_isDropping = false;
        return true;
    }
    // A CR at the end may be half of the line's end.
    const bool endsInCr = input.endsWith('\r');
    m_dropped += input.size();
    input = endsInCr ? QByteArrayLiteral("\r") : QByteArray();
    return false;
}

CommandReader::Line CommandReader::take(QByteArray &input, Mode mode)
{
    using Kind = Line::Kind;
    if (m_isDropping && !dropRest(input))
        return {m_dropped > droppedLimit ? Kind::Endless : Kind::Incomplete, {}};
    m_dropped = 0;
    const qsizetype limit = limitFor(input, mode);
    const Stop stop = findStop(QByteArrayView(input).first(std::min(input.size(), limit)));
    if (stop.kind == Stop::Kind::None) {
        if (input.size() < limit)
            return {};
        m_isDropping = true;
        const Kind kind = isAuth(input, mode) ? Kind::AuthTooLong : Kind::TooLong;
        (void)dropRest(input);
        return {kind, {}};
    }
    if (stop.kind == Stop::Kind::BareLineEnd)
        return {Kind::BareLineEnd, {}};
    if (stop.kind == Stop::Kind::Nul) {
        m_isDropping = true;
        (void)dropRest(input);
        return {Kind::Nul, {}};
    }
    Line line{Kind::Complete, input.left(stop.index)};
    input.remove(0, stop.index + 2);
    return line;
}

} // namespace postern::smtp
