// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/FormField.h"

#include "app/console/widgets/ThemedLabel.h"

#include <QBoxLayout>

namespace postern
{

FormField::FormField(const Theme &theme, const QString &objectName, const QString &label,
                     QWidget *parent)
    : QWidget(parent), m_theme(theme),
      m_label(new ThemedLabel(theme, TextStyle::Label, ColorRole::Text, label, this)),
      m_remark(new ThemedLabel(theme, TextStyle::Secondary, ColorRole::Muted, {}, this)),
      m_field(new LineField(theme, objectName, this)),
      m_note(new ThemedLabel(theme, TextStyle::Secondary, ColorRole::Muted, {}, this)),
      m_line(new LiveLine(theme, objectName + QStringLiteral("Line"), this))
{
    m_field->setAccessibleName(label);
    m_label->setBuddy(m_field);
    m_label->setFixedHeight(theme.px(20));
    m_note->setWordWrap(true);
    m_note->hide();
    auto *head = new QHBoxLayout;
    head->addWidget(m_label);
    head->addStretch(1);
    head->addWidget(m_remark);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addSpacing(theme.px(4));
    column->addWidget(m_field);
    column->addSpacing(theme.px(8));
    column->addWidget(m_note);
    column->addWidget(m_line);
    column->addStretch(1);
    setRoomKept(true);
}

void FormField::setRemark(const QString &remark)
{
    m_remark->setText(remark);
}

void FormField::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty() && m_line->text().isEmpty());
    m_field->setAccessibleDescription(note);
}

void FormField::setPassword(bool isPassword)
{
    m_field->setEchoMode(isPassword ? QLineEdit::Password : QLineEdit::Normal);
}

void FormField::setRoomKept(bool kept, int gap)
{
    setMinimumHeight(m_theme.px(20 + 4 + 36 + 8 + (kept ? 20 + gap : 0)));
}

void FormField::say(LiveLine::Voice voice, const QString &text)
{
    m_field->setInError(voice == LiveLine::Voice::Error && !text.isEmpty());
    m_line->say(voice, text);
    m_note->setVisible(!m_note->text().isEmpty() && text.isEmpty());
    m_field->setAccessibleDescription(text.isEmpty() ? m_note->text() : text);
}

void FormField::showError(const QString &text)
{
    say(LiveLine::Voice::Error, text);
}

void FormField::clearAnswer()
{
    say(LiveLine::Voice::Meaning, {});
}

} // namespace postern
