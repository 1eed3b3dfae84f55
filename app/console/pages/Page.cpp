// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/Page.h"

#include "app/console/widgets/ThemedLabel.h"

#include <QBoxLayout>
#include <QPainter>

namespace postern
{

Page::Page(const PageContext &context, const QString &objectName, const QString &title)
    : m_context(context), m_column(new QVBoxLayout(this)),
      m_titleLabel(
          new ThemedLabel(context.theme, TextStyle::PageTitle, ColorRole::Text, title, this)),
      m_messageBar(new MessageBar(context.theme, this))
{
    setObjectName(objectName);
    setAccessibleName(title);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    auto *head = new QWidget(this);
    head->setFixedHeight(theme().px(56));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(theme().px(24), theme().px(8), theme().px(24), 0);
    row->setSpacing(theme().px(24));
    m_titleLabel->setObjectName(QStringLiteral("pageTitleLabel"));
    row->addWidget(m_titleLabel);
    row->addStretch(1);
    row->addWidget(m_messageBar, 0, Qt::AlignVCenter);
    m_column->addWidget(head);
    connect(&context.theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QString Page::title() const
{
    return m_titleLabel->text();
}

void Page::showMessage(MessageBar::Kind kind, const QString &sentence, const QString &actionText,
                       std::function<void()> action)
{
    m_messageBar->showMessage(kind, sentence, actionText, std::move(action));
}

QHBoxLayout *Page::addRow()
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(theme().px(24), 0, theme().px(24), 0);
    row->setSpacing(theme().px(8));
    m_column->addLayout(row);
    return row;
}

void Page::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().color(ColorRole::Base));
}

} // namespace postern
