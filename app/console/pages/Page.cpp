// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/Page.h"

#include "app/console/dialogs/DialogHost.h"
#include "app/console/widgets/MessageStay.h"
#include "app/console/widgets/ThemedLabel.h"

#include <QBoxLayout>
#include <QHideEvent>
#include <QPainter>

#include <utility>

namespace postern
{

Page::Page(const PageContext &context, const QString &objectName, const QString &title)
    : m_context(context), m_column(new QVBoxLayout(this)),
      m_titleLabel(
          new ThemedLabel(context.theme, TextStyle::PageTitle, ColorRole::Text, title, this)),
      m_messageBar(new MessageBar(context.theme, this)),
      m_messageStay(new MessageStay(*m_messageBar))
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
    connect(&context.dialogs, &DialogHost::openChanged, this, [this](bool open) {
        if (open && m_messageBar->isPassing())
            m_messageBar->withdraw(m_messageBar->number());
        m_messageStay->setCovered(open);
    });
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

void Page::showRefreshFailed(const Error &error)
{
    showMessage(MessageBar::Kind::Error, error.text, tr("Try again"), [this] { refresh(); });
    m_refreshFailed = m_messageBar->number();
}

void Page::onRefreshed()
{
    if (const int number = std::exchange(m_refreshFailed, 0); number != 0)
        m_messageBar->withdraw(number);
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

void Page::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    // A window that is only minimised comes back to the same work.
    if (!event->spontaneous() && m_messageBar->isPassing())
        m_messageBar->hide();
}

} // namespace postern
