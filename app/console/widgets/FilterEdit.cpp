// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/FilterEdit.h"

#include "app/console/widgets/Button.h"

#include <QKeyEvent>
#include <QPainter>

namespace postern
{

FilterEdit::FilterEdit(const Theme &theme, QWidget *parent)
    : LineField(theme, QStringLiteral("filterLineEdit"), parent),
      m_clearButton(new Button(theme, Button::Kind::Quiet, {}, this))
{
    setDesignedHeight(32);
    setPlaceholderText(tr("Filter"));
    setAccessibleName(tr("Filter"));
    setTextMargins(theme.px(34) - 2, 0, theme.px(34) - 2, 0);
    m_clearButton->setObjectName(QStringLiteral("clearFilterButton"));
    m_clearButton->setAccessibleName(tr("Clear filter"));
    m_clearButton->setToolTip(tr("Clear filter"));
    m_clearButton->setIconName(QStringLiteral("close"));
    m_clearButton->setFocusPolicy(Qt::NoFocus);
    m_clearButton->setCursor(Qt::ArrowCursor);
    m_clearButton->hide();
    connect(m_clearButton, &Button::clicked, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_clearButton->setVisible(!text.isEmpty()); });
}

QSize FilterEdit::sizeHint() const
{
    return {theme().px(280), theme().px(32)};
}

QString FilterEdit::keyText() const
{
    return QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText);
}

void FilterEdit::paintEvent(QPaintEvent *event)
{
    LineField::paintEvent(event);
    QPainter painter(this);
    const int size = theme().px(16);
    painter.drawPixmap(
        theme().px(10), (height() - size) / 2,
        theme().icon(QStringLiteral("search"), 16, ColorRole::Muted, devicePixelRatioF()));
    if (!text().isEmpty())
        return;
    painter.setFont(theme().font(TextStyle::Secondary));
    painter.setPen(theme().color(ColorRole::Muted));
    painter.drawText(rect().adjusted(0, 0, -theme().px(12), 0), Qt::AlignRight | Qt::AlignVCenter,
                     keyText());
}

void FilterEdit::resizeEvent(QResizeEvent *event)
{
    LineField::resizeEvent(event);
    const QSize size = m_clearButton->sizeHint();
    m_clearButton->setGeometry(width() - size.width() - theme().px(4),
                               (height() - size.height()) / 2, size.width(), size.height());
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    LineField::keyPressEvent(event);
}

} // namespace postern
