// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/ListToolbar.h"

#include "app/console/widgets/Button.h"
#include "app/console/widgets/FilterEdit.h"
#include "app/console/widgets/ThemedLabel.h"

#include <QBoxLayout>

namespace postern
{

ListToolbar::ListToolbar(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_row(new QHBoxLayout(this)),
      m_newButton(new Button(theme, Button::Kind::Primary, tr("New"), this)),
      m_deleteButton(new Button(theme, Button::Kind::Danger, tr("Delete"), this)),
      m_countLabel(new ThemedLabel(theme, TextStyle::Secondary, ColorRole::Muted, {}, this)),
      m_filterEdit(new FilterEdit(theme, this))
{
    m_newButton->setObjectName(QStringLiteral("newButton"));
    m_newButton->setIconName(QStringLiteral("plus"));
    m_deleteButton->setObjectName(QStringLiteral("deleteButton"));
    m_deleteButton->setIconName(QStringLiteral("trash"));
    m_countLabel->setObjectName(QStringLiteral("countLabel"));
    // In a narrow window the words beside the buttons need the room.
    m_filterEdit->setMinimumWidth(theme.px(130));
    m_filterEdit->setMaximumWidth(theme.px(280));
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(theme.px(8));
    m_row->addWidget(m_newButton);
    m_row->addWidget(m_deleteButton);
    m_row->addSpacing(theme.px(8));
    m_row->addWidget(m_countLabel);
    m_row->addStretch(1);
    m_row->addWidget(m_filterEdit, 100);
    connect(m_newButton, &Button::clicked, this, &ListToolbar::newClicked);
    connect(m_deleteButton, &Button::clicked, this, &ListToolbar::deleteClicked);
}

void ListToolbar::setMayAdd(bool mayAdd)
{
    m_newButton->setVisible(mayAdd);
}

void ListToolbar::setMayDelete(bool mayDelete)
{
    m_deleteButton->setVisible(mayDelete);
}

void ListToolbar::setDeleteText(const QString &text)
{
    m_deleteButton->setText(text);
}

Button *ListToolbar::addTickedButton(const QString &text, const QString &buttonName,
                                     const QString &icon)
{
    auto *button = new Button(m_theme, Button::Kind::Secondary, text, this);
    button->setObjectName(buttonName);
    button->setIconName(icon);
    button->setEnabled(false);
    m_row->insertWidget(m_row->indexOf(m_deleteButton), button);
    setTabOrder(m_tickedButtons.isEmpty() ? m_newButton : m_tickedButtons.constLast(), button);
    setTabOrder(button, m_deleteButton);
    m_tickedButtons.append(button);
    return button;
}

void ListToolbar::setTicked(int ticked, int hidden)
{
    m_deleteButton->setEnabled(ticked > 0);
    for (Button *button : std::as_const(m_tickedButtons))
        button->setEnabled(ticked > hidden);
}

void ListToolbar::setCountText(const QString &text)
{
    m_countLabel->setText(text);
}

} // namespace postern
