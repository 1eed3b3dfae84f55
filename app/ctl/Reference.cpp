// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Reference.h"

#include <CLI/CLI.hpp>

#include <QStringList>

namespace postern::ctl
{

namespace
{

QString helpBlock(const CLI::App &app, const QString &parentPath)
{
    QStringList lines = QString::fromStdString(app.help(parentPath.toStdString())).split(u'\n');
    for (QString &line : lines) {
        while (line.endsWith(u' '))
            line.chop(1);
    }
    return QStringLiteral("```text\n%1\n```\n").arg(lines.join(u'\n').trimmed());
}

void addCommand(QString &text, const CLI::App &app, const QString &parentPath, int level)
{
    const QString path = parentPath + u' ' + QString::fromStdString(app.get_name());
    text += QStringLiteral("\n%1 %2\n\n").arg(QString(level, u'#'), path);
    const auto children = app.get_subcommands([](const CLI::App *) { return true; });
    if (children.empty()) {
        text += helpBlock(app, parentPath);
        return;
    }
    text += QString::fromStdString(app.get_description()) + QStringLiteral(".\n");
    for (const CLI::App *child : children)
        addCommand(text, *child, path, level + 1);
}

} // namespace

QString Reference::toMarkdown() const
{
    QString text = QStringLiteral(
        "# posternctl\n\n"
        "This page is made from the program itself by `script/reference`; change the program, not "
        "the page.\n\n");
    text += helpBlock(m_root, {});
    for (const CLI::App *command : m_root.get_subcommands([](const CLI::App *) { return true; }))
        addCommand(text, *command, QStringLiteral("posternctl"), 2);
    return text;
}

} // namespace postern::ctl
