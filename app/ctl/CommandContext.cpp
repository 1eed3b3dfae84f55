// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/CommandContext.h"

#include "app/ctl/Wording.h"
#include "shared/control/Catalogue.h"
#include "shared/model/ChosenId.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace postern::ctl
{

Attempt<QJsonObject> CommandContext::change(const QString &method, QJsonObject params) const
{
    if (!why.isEmpty())
        params.insert(QStringLiteral("why"), why);
    const control::MethodSpec *spec = control::findMethod(method);
    if (spec != nullptr && spec->takesId)
        params.insert(QStringLiteral("id"), newChosenId());
    return call(method, params);
}

Attempt<QJsonObject> CommandContext::list(const QString &method, QJsonObject params,
                                          int limit) const
{
    const QString cursor = QStringLiteral("cursor");
    QJsonArray items;
    while (true) {
        if (limit > 0)
            params.insert(QStringLiteral("limit"),
                          std::min<qint64>(limit - items.size(), control::pageRows));
        const Attempt<QJsonObject> page = call(method, params);
        if (!page)
            return page.error();
        const QJsonArray rows = page->value(QStringLiteral("items")).toArray();
        for (const QJsonValue &row : rows)
            items.append(row);
        const QString next = page->value(QStringLiteral("nextCursor")).toString();
        const bool isComplete = next.isEmpty() || rows.isEmpty();
        if (isComplete || (limit > 0 && items.size() >= limit))
            return QJsonObject{{QStringLiteral("items"), items}};
        params.insert(cursor, next);
    }
}

void CommandContext::line(const QString &text) const
{
    m_out << text << Qt::endl;
}

void CommandContext::warn(const QString &text) const
{
    m_out.flush();
    m_err << "Warning: " << printable(text) << Qt::endl;
}

Outcome CommandContext::printJson(const QJsonObject &object) const
{
    m_out << QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)) << Qt::flush;
    return 0;
}

Outcome CommandContext::done(const QJsonObject &answer, const QString &sentence) const
{
    if (isJson)
        return printJson(answer);
    line(sentence);
    return 0;
}

} // namespace postern::ctl
