// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/RangeComplaint.h"

#include "shared/net/AddressReader.h"
#include "shared/net/RangeReader.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <bit>

namespace postern
{

namespace
{

using Family = IpAddress::Family;

AddressComplaint make(const char *reason, const QString &problem,
                      const QStringList &suggestions = {})
{
    return {QString::fromLatin1(reason), problem, suggestions};
}

QString shown(QStringView text)
{
    return AddressComplaint::shown(text);
}

QString joined(QStringView left, QChar sign, QStringView right)
{
    return left.toString() + sign + right.toString();
}

/// What the complaint proposes for one part, set into the whole text; only right texts stay.
AddressComplaint withRest(AddressComplaint complaint, const QString &before, const QString &after)
{
    QStringList whole;
    for (const QString &suggestion : std::as_const(complaint.suggestions)) {
        QString part = suggestion;
        if (after.startsWith(u'/') && part.contains(u'/'))
            part.truncate(part.indexOf(u'/'));
        whole += AddressComplaint::proposal(before + part + after);
    }
    // An address inside the block: the block and the address, as for any other host bits.
    if (whole.isEmpty() && !complaint.suggestions.isEmpty() && after.startsWith(u'/')) {
        const QString candidate = before + complaint.suggestions.first() + after;
        const Error inner = RangeComplaint(candidate).toError();
        for (const QJsonValue &value : inner.data.value(QStringLiteral("suggestions")).toArray())
            whole += value.toString();
    }
    whole.removeDuplicates();
    complaint.suggestions = whole;
    return complaint;
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar ch) {
        return ch >= u'0' && ch <= u'9';
    });
}

QList<QStringView> words(QStringView text)
{
    QList<QStringView> found;
    qsizetype begin = -1;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        const bool isGap =
            i == text.size() || text.at(i).isSpace() || text.at(i) == u',' || text.at(i) == u';';
        if (!isGap && begin < 0)
            begin = i;
        if (isGap && begin >= 0) {
            found += text.mid(begin, i - begin);
            begin = -1;
        }
    }
    return found;
}

/// The ASCII that a character of another script or a typographic one stands for.
QString asciiOf(QChar ch)
{
    if (ch.unicode() < 0x80)
        return QString(ch);
    if (ch.digitValue() >= 0)
        return QString::number(ch.digitValue());
    if (ch.unicode() >= 0xFF01 && ch.unicode() <= 0xFF5E) // fullwidth forms
        return QString(QChar(ch.unicode() - 0xFEE0));
    if (ch.category() == QChar::Punctuation_Dash || ch.unicode() == 0x2212)
        return QStringLiteral("-");
    if (ch.unicode() == 0x3002) // ideographic full stop
        return QStringLiteral(".");
    if (ch.isSpace())
        return QStringLiteral(" ");
    if (ch.category() == QChar::Other_Format)
        return {};
    return QString(ch);
}

} // namespace

Error RangeComplaint::toError() const
{
    return complaint().toError();
}

AddressComplaint RangeComplaint::complaint() const
{
    if (const Found found = aboutWhole())
        return *found;
    if (m_text.contains(u'/'))
        return aboutBlock();
    if (m_text.contains(u'-'))
        return aboutDash();
    return AddressComplaint::about(m_text);
}

RangeComplaint::Found RangeComplaint::aboutWhole() const
{
    if (m_text.trimmed().isEmpty()) {
        return make("empty", QCoreApplication::translate(
                                 "AddressRange",
                                 "The address is missing. It can be one address (192.0.2.10), a "
                                 "block (192.0.2.0/24) or a range (192.0.2.20-192.0.2.35)."));
    }
    if (m_text.size() > maxLength) {
        return make("too-long", QCoreApplication::translate(
                                    "AddressRange",
                                    "That is %1 characters long; an address or range has at most "
                                    "79. An entry holds one address, block or range.")
                                    .arg(m_text.size()));
    }
    for (const auto about : {&RangeComplaint::aboutForeignCharacters, &RangeComplaint::aboutLink,
                             &RangeComplaint::aboutBlanks, &RangeComplaint::aboutName,
                             &RangeComplaint::aboutOuterBrackets}) {
        if (Found found = (this->*about)())
            return found;
    }
    return std::nullopt;
}

RangeComplaint::Found RangeComplaint::aboutForeignCharacters() const
{
    QString ascii;
    for (const QChar ch : m_text)
        ascii += asciiOf(ch);
    const bool isForeign = ascii != m_text.toString();
    const QStringList suggestions = AddressComplaint::proposal(ascii.trimmed());
    if (!isForeign || (suggestions.isEmpty() && words(m_text).size() > 1))
        return std::nullopt;
    const auto first = std::find_if(m_text.begin(), m_text.end(),
                                    [](QChar ch) { return asciiOf(ch) != QString(ch); });
    if (suggestions.isEmpty() && first->digitValue() < 0)
        return std::nullopt;
    if (first->isSpace() || first->category() == QChar::Other_Format) {
        return make("foreign-characters",
                    QCoreApplication::translate("AddressRange",
                                                "%1 contains a character that cannot be seen.")
                        .arg(shown(m_text)),
                    suggestions);
    }
    return make("foreign-characters",
                QCoreApplication::translate("AddressRange",
                                            "%1 in %2 looks like a part of an address but is "
                                            "another character.")
                    .arg(shown(QStringView(first, first + 1)), shown(m_text)),
                suggestions);
}

RangeComplaint::Found RangeComplaint::aboutLink() const
{
    const qsizetype scheme = m_text.indexOf(QStringView(u"://"));
    if (scheme < 0)
        return std::nullopt;
    QStringView host = m_text.mid(scheme + 3);
    if (host.contains(u'/'))
        host = host.left(host.indexOf(u'/'));
    QStringList suggestions = AddressComplaint::proposal(host.toString());
    if (suggestions.isEmpty() && host.contains(u':'))
        suggestions = AddressComplaint::proposal(host.left(host.lastIndexOf(u':')).toString());
    return make("link",
                QCoreApplication::translate("AddressRange",
                                            "%1 is a link. Only the IP address is needed here.")
                    .arg(shown(m_text)),
                suggestions);
}

RangeComplaint::Found RangeComplaint::aboutBlanks() const
{
    const QStringView trimmed = m_text.trimmed();
    if (trimmed.size() != m_text.size() && RangeReader::strict(trimmed)) {
        return make("blanks",
                    QCoreApplication::translate("AddressRange",
                                                "There are blanks before or after the address."),
                    AddressComplaint::proposal(trimmed.toString()));
    }
    const QList<QStringView> texts = words(m_text);
    if (texts.size() == 1 && texts.first().size() == m_text.size())
        return std::nullopt;
    if (Found several = aboutSeveral(texts))
        return several;
    QString closed;
    for (const QStringView text : texts)
        closed.append(text);
    if (!m_text.contains(u',') && !m_text.contains(u';')) {
        if (const QStringList suggestions = AddressComplaint::proposal(closed);
            !suggestions.isEmpty()) {
            return make("blanks",
                        QCoreApplication::translate("AddressRange", "%1 has blanks inside.")
                            .arg(shown(m_text)),
                        suggestions);
        }
    }
    if (!texts.isEmpty() && RangeReader::strict(texts.first())) {
        return make("trailing",
                    QCoreApplication::translate("AddressRange",
                                                "%1 goes on after the address; words about it "
                                                "belong in the description.")
                        .arg(shown(m_text)),
                    AddressComplaint::proposal(texts.first().toString()));
    }
    return std::nullopt;
}

RangeComplaint::Found RangeComplaint::aboutSeveral(const QList<QStringView> &texts) const
{
    const bool isEach =
        texts.size() >= 2 && std::all_of(texts.begin(), texts.end(), [](QStringView text) {
            return RangeReader::strict(text).has_value();
        });
    if (!isEach)
        return std::nullopt;
    const QStringList masked = AddressComplaint::proposal(joined(texts.first(), u'/', texts.at(1)));
    if (texts.size() == 2 && texts.at(1).startsWith(u"255.") && !masked.isEmpty()) {
        return make("mask-after-blank",
                    QCoreApplication::translate("AddressRange",
                                                "Between an address and its mask stands a slash."),
                    masked);
    }
    return make("several", QCoreApplication::translate(
                               "AddressRange",
                               "%1 names %2 addresses or ranges; an entry holds one. Make an entry "
                               "for each of them.")
                               .arg(shown(m_text), QString::number(texts.size())));
}

RangeComplaint::Found RangeComplaint::aboutName() const
{
    const bool hasLetter =
        std::any_of(m_text.begin(), m_text.end(), [](QChar ch) { return ch.isLetter(); });
    if (!hasLetter || m_text.contains(u':') || m_text.contains(u'/') || m_text.contains(u'%'))
        return std::nullopt;
    AddressComplaint complaint = AddressComplaint::about(m_text);
    // "10.0.0.1-x" has more to say about its dash.
    if (complaint.reason == QStringLiteral("trailing") && m_text.contains(u'-'))
        return std::nullopt;
    if (m_text.contains(u'-') && complaint.reason == QStringLiteral("not-an-address"))
        return std::nullopt;
    return complaint;
}

RangeComplaint::Found RangeComplaint::aboutOuterBrackets() const
{
    const bool isEnclosed = m_text.startsWith(u'[') && m_text.endsWith(u']')
                            && m_text.count(u'[') == 1
                            && (m_text.contains(u'/') || m_text.contains(u'-'));
    if (!isEnclosed)
        return std::nullopt;
    return make(
        "brackets",
        QCoreApplication::translate("AddressRange", "%1 has brackets around more than an address.")
            .arg(shown(m_text)),
        AddressComplaint::proposal(m_text.mid(1, m_text.size() - 2).toString()));
}

AddressComplaint RangeComplaint::aboutBlock() const
{
    const QList<QStringView> parts = m_text.split(u'/');
    const qsizetype dash = m_text.indexOf(u'-');
    if (dash > 0 && m_text.at(dash - 1) != u'/')
        return aboutDashWithPrefix();
    if (parts.size() > 2) {
        const QStringView prefix = parts.at(1).isEmpty() ? parts.at(2) : parts.at(1);
        return make("two-slashes",
                    QCoreApplication::translate("AddressRange",
                                                "%1 has more than one slash; a block is an address "
                                                "and one prefix length.")
                        .arg(shown(m_text)),
                    AddressComplaint::proposal(joined(parts.at(0), u'/', prefix)));
    }
    const QStringView address = parts.at(0).trimmed();
    const QStringView prefix = parts.at(1).trimmed();
    if (!AddressReader::read(RangeReader::withoutBrackets(address))) {
        if (address.isEmpty()) {
            return make("address-missing",
                        QCoreApplication::translate("AddressRange",
                                                    "The address before the slash is missing in "
                                                    "%1.")
                            .arg(shown(m_text)));
        }
        return withRest(AddressComplaint::about(address), {}, u'/' + prefix.toString());
    }
    return aboutPrefix(address, prefix);
}

AddressComplaint RangeComplaint::aboutPrefix(QStringView address, QStringView prefix) const
{
    if (prefix.isEmpty()) {
        return make("prefix-missing",
                    QCoreApplication::translate("AddressRange",
                                                "The prefix length after the slash is missing; "
                                                "without a slash it is the one address."),
                    AddressComplaint::proposal(address.toString()));
    }
    if (prefix.contains(u'.') || prefix.contains(u':'))
        return aboutMask(address, prefix);
    if (!isDigits(prefix)) {
        QString digits;
        for (const QChar ch : prefix) {
            if (ch >= u'0' && ch <= u'9')
                digits += ch;
        }
        const bool isSigned = prefix.size() == digits.size() + 1 && prefix.startsWith(u'+');
        return make("prefix-not-a-number",
                    QCoreApplication::translate("AddressRange",
                                                "%1 after the slash is not a prefix length; that "
                                                "is a plain number such as 24.")
                        .arg(shown(prefix)),
                    isSigned ? AddressComplaint::proposal(joined(address, u'/', digits))
                             : QStringList());
    }
    if (prefix.size() > 1 && prefix.front() == u'0') {
        QStringView digits = prefix;
        while (digits.size() > 1 && digits.front() == u'0')
            digits = digits.mid(1);
        return make(
            "prefix-leading-zero",
            QCoreApplication::translate("AddressRange", "The prefix length %1 has a leading zero.")
                .arg(shown(prefix)),
            AddressComplaint::proposal(joined(address, u'/', digits)));
    }
    return aboutPrefixRange(address, prefix);
}

AddressComplaint RangeComplaint::aboutMask(QStringView address, QStringView mask) const
{
    const auto raw = AddressReader::read(RangeReader::withoutBrackets(address));
    if (raw->family == Family::V6) {
        return make("mask-on-ipv6",
                    QCoreApplication::translate("AddressRange",
                                                "%1 is a mask; an IPv6 block is written with a "
                                                "prefix length such as /64.")
                        .arg(shown(mask)));
    }
    const auto maskRaw = AddressReader::read(mask);
    if (!maskRaw || maskRaw->family != Family::V4) {
        return make("mask-not-an-address",
                    QCoreApplication::translate("AddressRange",
                                                "%1 after the slash is neither a prefix length "
                                                "(24) nor a mask (255.255.255.0).")
                        .arg(shown(mask)));
    }
    if (const std::optional<int> prefix = RangeReader::prefixOfMask(mask))
        return aboutHostBits(address, *prefix);
    const QString inverted =
        IpAddress::fromV4(~static_cast<std::uint32_t>(maskRaw->bits.low)).toString();
    if (RangeReader::prefixOfMask(inverted)) {
        return make("mask-inverted",
                    QCoreApplication::translate("AddressRange",
                                                "%1 is a mask turned round, with the host part in "
                                                "ones.")
                        .arg(shown(mask)),
                    AddressComplaint::proposal(joined(address, u'/', inverted)));
    }
    return make("mask-not-contiguous",
                QCoreApplication::translate("AddressRange",
                                            "%1 is no mask of one block: its ones must stand "
                                            "together at the front, as in 255.255.240.0.")
                    .arg(shown(mask)));
}

AddressComplaint RangeComplaint::aboutPrefixRange(QStringView address, QStringView prefix) const
{
    const auto raw = AddressReader::read(RangeReader::withoutBrackets(address));
    const bool isV4 = raw->family == Family::V4;
    const std::uint32_t maximum = isV4 ? 32 : 128;
    const auto number = AddressReader::readNumber(prefix, maximum);
    if (number) {
        const QString folded =
            joined(IpAddress::fromBits(raw->family, raw->bits).toString(), u'/', prefix);
        // ::ffff:10.0.0.0/8 means the IPv4 block, though its prefix should count from 96 on.
        if (raw->isMapped() && *number <= 32 && RangeReader::strict(folded)) {
            return make("mapped-prefix",
                        QCoreApplication::translate("AddressRange",
                                                    "In %1 the prefix length counts the IPv4 part "
                                                    "alone, but the address is written as IPv6.")
                            .arg(shown(m_text)),
                        AddressComplaint::proposal(folded));
        }
        return aboutHostBits(address, static_cast<int>(*number));
    }
    const QString problem =
        isV4 ? QCoreApplication::translate("AddressRange",
                                           "The prefix length %1 is too long for IPv4, where it is "
                                           "0 to 32; without a slash it is the one address.")
             : QCoreApplication::translate("AddressRange",
                                           "The prefix length %1 is too long for IPv6, where it is "
                                           "0 to 128; without a slash it is the one address.");
    return make("prefix-too-long", problem.arg(shown(prefix)),
                AddressComplaint::proposal(address.toString()));
}

AddressComplaint RangeComplaint::aboutHostBits(QStringView address, int prefix) const
{
    const auto raw = AddressReader::read(RangeReader::withoutBrackets(address));
    const int length = raw->family == Family::V4 ? 32 : 128;
    const UInt128 hostBits = UInt128::lowBits(length - prefix);
    const AddressRange network =
        AddressRange::fromBits(raw->family, raw->bits & ~hostBits, raw->bits | hostBits);
    if (network.prefixLength() == 0) {
        return make(
            "host-bits",
            QCoreApplication::translate("AddressRange", "%1 would be every address there is.")
                .arg(shown(m_text)),
            AddressComplaint::proposal(address.toString()));
    }
    return make("host-bits",
                QCoreApplication::translate("AddressRange",
                                            "%1 is an address inside a block, not the beginning of "
                                            "one: choose the whole block or the one address.")
                    .arg(shown(m_text)),
                QStringList{network.toString()} + AddressComplaint::proposal(address.toString()));
}

AddressComplaint RangeComplaint::aboutDashWithPrefix() const
{
    const qsizetype dash = m_text.indexOf(u'-');
    const auto withoutPrefix = [](QStringView text) {
        const QStringView trimmed = text.trimmed();
        return trimmed.contains(u'/') ? trimmed.left(trimmed.indexOf(u'/')) : trimmed;
    };
    const QStringView left = m_text.left(dash).trimmed();
    const QStringView right = m_text.mid(dash + 1).trimmed();
    const std::optional<AddressRange> last = RangeReader::strict(right);
    const QString end = last ? last->last().toString() : withoutPrefix(right).toString();
    return make("dash-with-prefix",
                QCoreApplication::translate("AddressRange",
                                            "%1 mixes a range and a prefix length; a range goes "
                                            "from one address to another.")
                    .arg(shown(m_text)),
                AddressComplaint::proposal(joined(withoutPrefix(left), u'-', end)));
}

AddressComplaint RangeComplaint::aboutDash() const
{
    if (m_text.count(u'-') > 1) {
        return make("two-dashes",
                    QCoreApplication::translate("AddressRange",
                                                "%1 has more than one dash; a range goes from one "
                                                "address to one other.")
                        .arg(shown(m_text)));
    }
    const qsizetype dash = m_text.indexOf(u'-');
    const QStringView first = m_text.left(dash).trimmed();
    const QStringView last = m_text.mid(dash + 1).trimmed();
    if (first.isEmpty() || last.isEmpty()) {
        return make("open-range",
                    QCoreApplication::translate("AddressRange",
                                                "%1 is open at one end; a range has an address on "
                                                "both sides of the dash.")
                        .arg(shown(m_text)),
                    AddressComplaint::proposal((first.isEmpty() ? last : first).toString()));
    }
    return aboutEnds(first, last);
}

AddressComplaint RangeComplaint::aboutEnds(QStringView first, QStringView last) const
{
    const auto from = AddressReader::read(RangeReader::withoutBrackets(first));
    const auto to = AddressReader::read(RangeReader::withoutBrackets(last));
    if (!from)
        return withRest(AddressComplaint::about(first), {}, u'-' + last.toString());
    if (!to) {
        if (const Found found = aboutShortEnd(first, last))
            return *found;
        return withRest(AddressComplaint::about(last), first.toString() + u'-', {});
    }
    const QStringList swapped = AddressComplaint::proposal(joined(last, u'-', first));
    if (!swapped.isEmpty()) {
        return make("reversed",
                    QCoreApplication::translate("AddressRange", "%1 ends before it begins.")
                        .arg(shown(m_text)),
                    swapped);
    }
    return make("mixed-families",
                QCoreApplication::translate("AddressRange",
                                            "%1 begins with IPv4 and ends with IPv6 or the other "
                                            "way round; make one entry for each of the two.")
                    .arg(shown(m_text)));
}

RangeComplaint::Found RangeComplaint::aboutShortEnd(QStringView first, QStringView last) const
{
    QString end;
    if (first.contains(u':')) {
        if (last.size() <= 4 && !first.endsWith(u':') && !first.contains(u'.'))
            end = first.left(first.lastIndexOf(u':') + 1).toString() + last.toString();
    } else {
        const QList<QStringView> given = last.split(u'.');
        const QList<QStringView> octets = first.split(u'.');
        QStringList whole;
        for (qsizetype i = 0; i < 4 - given.size(); ++i)
            whole += octets.at(i).toString();
        end = (whole + QStringList(last.toString())).join(u'.');
    }
    const QStringList suggestions = AddressComplaint::proposal(joined(first, u'-', end));
    if (end.isEmpty() || suggestions.isEmpty() || end == last)
        return std::nullopt;
    return make("short-end",
                QCoreApplication::translate("AddressRange",
                                            "The end of a range is written in full, as its "
                                            "beginning is."),
                suggestions);
}

} // namespace postern
