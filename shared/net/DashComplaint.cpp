// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/net/DashComplaint.h"

#include "shared/net/AddressReader.h"
#include "shared/net/RangeReader.h"

#include <QCoreApplication>
#include <QList>

#include <utility>

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

/// What the complaint proposes for one end, set into the whole text; only right texts stay.
AddressComplaint withRest(AddressComplaint complaint, const QString &before, const QString &after)
{
    QStringList whole;
    for (const QString &suggestion : std::as_const(complaint.suggestions))
        whole += AddressComplaint::proposal(before + suggestion + after);
    whole.removeDuplicates();
    complaint.suggestions = whole;
    return complaint;
}

} // namespace

AddressComplaint DashComplaint::complaint() const
{
    if (m_text.contains(u'/'))
        return aboutPrefix();
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

AddressComplaint DashComplaint::aboutPrefix() const
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

AddressComplaint DashComplaint::aboutEnds(QStringView first, QStringView last) const
{
    const auto from = AddressReader::read(RangeReader::withoutBrackets(first));
    const auto to = AddressReader::read(RangeReader::withoutBrackets(last));
    if (!from)
        return withRest(AddressComplaint::about(first), {}, u'-' + last.toString());
    if (!to) {
        if (const auto found = aboutShortEnd(first, last))
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

std::optional<AddressComplaint> DashComplaint::aboutShortEnd(QStringView first,
                                                             QStringView last) const
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
