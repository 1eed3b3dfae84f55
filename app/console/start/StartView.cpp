// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/start/StartView.h"

#include "app/console/start/ServerRow.h"
#include "app/console/widgets/Button.h"
#include "app/console/widgets/EmptyState.h"
#include "app/console/widgets/ScrollBar.h"
#include "app/console/widgets/ThemedLabel.h"

#include <QAction>
#include <QBoxLayout>
#include <QScrollArea>

namespace postern
{

StartView::StartView(const Theme &theme, QWidget *parent) : Surface(theme, ColorRole::Base, parent)
{
    setObjectName(QStringLiteral("startView"));
    auto *middle = new QWidget(this);
    middle->setMaximumWidth(theme.px(672));
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, theme.px(64), 0, theme.px(24));
    column->setSpacing(0);
    makeHead(column);
    auto *rule = new Surface(theme, ColorRole::Hair, middle);
    rule->setFixedHeight(theme.hair());
    column->addWidget(rule);
    auto *list = new QWidget(middle);
    m_rowColumn = new QVBoxLayout(list);
    m_rowColumn->setContentsMargins(0, 0, 0, 0);
    m_rowColumn->setSpacing(0);
    m_rowColumn->addStretch(1);
    m_scroll = new QScrollArea(middle);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setVerticalScrollBar(new ScrollBar(theme, m_scroll));
    m_scroll->setWidget(list);
    m_scroll->viewport()->setAutoFillBackground(false);
    list->setAutoFillBackground(false);
    m_line = new LiveLine(theme, QStringLiteral("startLine"), middle);
    m_empty = new EmptyState(theme, middle);
    m_empty->setContent(QStringLiteral("server"),
                        tr("No server is known here yet. Paste the link that posternctl pair "
                           "prints on it."),
                        tr("New server"), QStringLiteral("plus"));
    connect(m_empty, &EmptyState::buttonClicked, this, &StartView::newWanted);
    column->addWidget(m_empty, 1);
    column->addWidget(m_scroll, 1);
    column->addSpacing(theme.px(16));
    column->addWidget(m_line);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(24), 0, theme.px(24), 0);
    row->addStretch(1);
    row->addWidget(middle, 100);
    row->addStretch(1);

    auto *newAction = new QAction(tr("New server"), this);
    newAction->setShortcut(QKeySequence::New);
    newAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(newAction, &QAction::triggered, this, &StartView::newWanted);
    addAction(newAction);
    setServers({}, 0);
}

void StartView::makeHead(QVBoxLayout *column)
{
    auto *mark = new QLabel(this);
    const auto paintMark = [this, mark] {
        mark->setPixmap(
            theme().icon(QStringLiteral("gate"), 32, ColorRole::Text, devicePixelRatioF()));
    };
    connect(&theme(), &Theme::changed, mark, paintMark);
    paintMark();
    auto *product = new ThemedLabel(theme(), TextStyle::PageTitle, ColorRole::Text,
                                    QStringLiteral("Postern"), this);
    auto *title = new QHBoxLayout;
    title->setSpacing(theme().px(16));
    title->addWidget(mark);
    title->addWidget(product);
    title->addStretch(1);
    m_newButton = new Button(theme(), Button::Kind::Primary, tr("New"), this);
    m_newButton->setObjectName(QStringLiteral("newServerButton"));
    m_newButton->setAccessibleName(tr("New server"));
    m_newButton->setToolTip(tr("New server (Ctrl+N)"));
    m_newButton->setIconName(QStringLiteral("plus"));
    connect(m_newButton, &Button::clicked, this, &StartView::newWanted);
    auto *head = new QHBoxLayout;
    head->addWidget(new ThemedLabel(theme(), TextStyle::Strong, ColorRole::Text, tr("Servers")));
    head->addStretch(1);
    head->addWidget(m_newButton);
    column->addLayout(title);
    column->addSpacing(theme().px(20));
    column->addLayout(head);
    column->addSpacing(theme().px(12));
}

void StartView::setServers(const QList<ServerProfile> &servers, UtcMs now)
{
    for (ServerRow *row : std::as_const(m_rows)) {
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
    for (const ServerProfile &profile : servers) {
        const int number = static_cast<int>(m_rows.size());
        auto *row = new ServerRow(theme(), profile, number, now, this);
        connect(row, &ServerRow::connectWanted, this, &StartView::connectWanted);
        connect(row, &ServerRow::removeWanted, this, &StartView::removeWanted);
        m_rowColumn->insertWidget(number, row);
        m_rows.append(row);
    }
    m_empty->setVisible(servers.isEmpty());
    m_scroll->setVisible(!servers.isEmpty());
    m_newButton->setVisible(!servers.isEmpty());
}

void StartView::say(LiveLine::Voice voice, const QString &sentence, const QString &detail)
{
    m_line->setToolTip(detail);
    m_line->say(voice, sentence);
}

void StartView::takeFocus()
{
    if (m_rows.isEmpty())
        m_empty->setFocus(Qt::OtherFocusReason);
    else
        m_rows.constFirst()->focusConnect();
}

} // namespace postern
