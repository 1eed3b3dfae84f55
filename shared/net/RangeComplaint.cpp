// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/RangeComplaint.h"

#include "shared/net/BlockComplaint.h"
#include "shared/net/DashComplaint.h"
#include "shared/net/RangeReader.h"

#include <QCoreApplication>

#include <algorithm>

namespace postern
{

namespace
{

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
    // A dash right after the slash is a wrong prefix; anywhere else it is a range.
    const qsizetype dash = m_text.indexOf(u'-');
    const bool isDash = dash > 0 && m_text.at(dash - 1) != u'/';
    if (m_text.contains(u'/') && !isDash)
        return BlockComplaint(m_text).complaint();
    if (dash >= 0)
        return DashComplaint(m_text).complaint();
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

} // namespace postern
