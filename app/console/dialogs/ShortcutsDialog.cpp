// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/ShortcutsDialog.h"

#include "app/console/widgets/FactList.h"

#include <QAction>
#include <QBoxLayout>

namespace postern
{

ShortcutsDialog::ShortcutsDialog(Theme &theme, const QList<Line> &lines)
    : Dialog(theme, QStringLiteral("shortcutsDialog"), tr("Keyboard shortcuts"))
{
    auto *facts = new FactList(theme, this);
    facts->setObjectName(QStringLiteral("shortcutList"));
    QStringList said;
    for (int i = 0; i < lines.size(); ++i) {
        const Line &line = lines.at(i);
        facts->add(line.key, line.what, QStringLiteral("shortcut%1").arg(i));
        said.append(QStringLiteral("%1: %2").arg(line.key, line.what));
    }
    setAccessibleDescription(said.join(QStringLiteral(". ")));
    body()->addWidget(facts);
    Button *close = addButton(Button::Kind::Primary, tr("Close"), QStringLiteral("closeButton"));
    setDefaultButton(close);
    setInitialFocus(close);
    connect(close, &Button::clicked, this, &Dialog::requestClose);
}

ShortcutsDialog::Line ShortcutsDialog::lineOf(const QAction &action)
{
    const QString text = action.text();
    const QString what = text.section(u'\t', 0, 0);
    const QString key = action.shortcut().toString(QKeySequence::NativeText);
    return {key.isEmpty() ? text.section(u'\t', 1) : key, what};
}

} // namespace postern
