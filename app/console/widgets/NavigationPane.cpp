// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/NavigationPane.h"

#include "app/console/widgets/Button.h"
#include "app/console/widgets/NavigationItem.h"
#include "app/console/widgets/ThemedLabel.h"

#include <QBoxLayout>
#include <QButtonGroup>

namespace postern
{

NavigationPane::NavigationPane(const Theme &theme, const QString &title, QWidget *parent)
    : Surface(theme, ColorRole::Nav, parent),
      m_title(new ThemedLabel(theme, TextStyle::Strong, ColorRole::Text, title, this)),
      m_collapseButton(new Button(theme, Button::Kind::Quiet, {}, this)),
      m_column(new QVBoxLayout(this)), m_items(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("navigationPane"));
    setAccessibleName(title);
    setLine(Qt::RightEdge);
    m_column->setContentsMargins(theme.px(8), theme.px(16), theme.px(8), theme.px(8));
    m_column->setSpacing(theme.px(4));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(theme.px(12), 0, theme.px(8), 0);
    head->addWidget(m_title, 1);
    m_collapseButton->setObjectName(QStringLiteral("collapseNavigationButton"));
    connect(m_collapseButton, &Button::clicked, this, [this] { setCollapsed(!m_isCollapsed); });
    head->addWidget(m_collapseButton);
    m_title->setFixedHeight(theme.px(32));
    m_column->addLayout(head);
    m_column->addSpacing(theme.px(12));
    m_column->addStretch(1);
    setCollapsed(false);
}

void NavigationPane::addItem(const QString &id, const QString &icon, const QString &label)
{
    auto *item = new NavigationItem(theme(), NavigationItem::Form::Pane, icon, label, this);
    item->setObjectName(id + QStringLiteral("NavigationItem"));
    // Made after the pages, and yet before them for the Tab key.
    const auto before = m_items->buttons();
    setTabOrder(before.isEmpty() ? m_collapseButton : before.constLast(), item);
    item->join(*m_items);
    m_column->insertWidget(m_column->count() - 1, item);
    connect(item, &NavigationItem::clicked, this, [this, id] { emit chosen(id); });
}

void NavigationPane::setCurrent(const QString &id)
{
    if (auto *item = findChild<NavigationItem *>(id + QStringLiteral("NavigationItem")))
        item->setChecked(true);
}

void NavigationPane::setCollapsed(bool collapsed)
{
    m_isCollapsed = collapsed;
    setFixedWidth(theme().px(collapsed ? 32 : 208));
    m_title->setVisible(!collapsed);
    const auto items = m_items->buttons();
    for (QAbstractButton *item : items)
        item->setVisible(!collapsed);
    m_column->setContentsMargins(theme().px(collapsed ? 0 : 8), theme().px(16),
                                 theme().px(collapsed ? 0 : 8), theme().px(8));
    if (auto *head = m_column->itemAt(0)->layout())
        head->setContentsMargins(theme().px(collapsed ? 3 : 12), 0, theme().px(collapsed ? 4 : 8),
                                 0);
    m_collapseButton->setFixedHeight(theme().px(32));
    m_collapseButton->setIconName(collapsed ? QStringLiteral("chevron-right")
                                            : QStringLiteral("chevron-left"));
    const QString name = collapsed ? tr("Show the navigation") : tr("Hide the navigation");
    m_collapseButton->setAccessibleName(name);
    m_collapseButton->setToolTip(name);
}

} // namespace postern
