// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/LineField.h"

#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QRegularExpression>

namespace postern
{

LineField::LineField(const Theme &theme, const QString &objectName, QWidget *parent)
    : QLineEdit(parent), m_theme(theme)
{
    setObjectName(objectName);
    setFrame(false);
    setFont(theme.font(TextStyle::Body));
    // QLineEdit keeps 2 px of its own at each side.
    setTextMargins(theme.px(12) - 2, 0, theme.px(12) - 2, 0);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, &LineField::applyTheme);
    applyTheme();
}

void LineField::setDesignedHeight(int designed)
{
    m_designedHeight = designed;
    updateGeometry();
}

void LineField::setInError(bool inError)
{
    m_inError = inError;
    update();
}

QSize LineField::sizeHint() const
{
    return {m_theme.px(240), m_theme.px(m_designedHeight)};
}

QSize LineField::minimumSizeHint() const
{
    return {m_theme.px(96), m_theme.px(m_designedHeight)};
}

void LineField::applyTheme()
{
    QPalette colors = m_theme.palette();
    colors.setColor(QPalette::Base, Qt::transparent);
    setPalette(colors);
    update();
}

void LineField::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const ColorRole role = m_inError    ? ColorRole::Danger
                               : hasFocus() ? ColorRole::Focus
                                            : ColorRole::Control;
        const int width = m_inError || hasFocus() ? m_theme.px(2) : m_theme.hair();
        painter.setPen(QPen(m_theme.color(isEnabled() ? role : ColorRole::Edge), width));
        painter.setBrush(m_theme.color(ColorRole::Field));
        const double inset = width / 2.0;
        painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset),
                                m_theme.px(6), m_theme.px(6));
    }
    QLineEdit::paintEvent(event);
}

void LineField::insertOnOneLine(const QString &text)
{
    static const QRegularExpression breaks(QStringLiteral("[\\r\\n\\x{2028}\\x{2029}]+"));
    QString line = text;
    while (line.endsWith(u'\n') || line.endsWith(u'\r'))
        line.chop(1);
    insert(line.replace(breaks, QStringLiteral(" ")));
}

void LineField::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste) && !isReadOnly()) {
        insertOnOneLine(QGuiApplication::clipboard()->text());
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void LineField::dropEvent(QDropEvent *event)
{
    if (isReadOnly() || !event->mimeData()->hasText())
        return;
    setCursorPosition(cursorPositionAt(event->position().toPoint()));
    insertOnOneLine(event->mimeData()->text());
    event->acceptProposedAction();
}

} // namespace postern
