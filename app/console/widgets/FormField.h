// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/widgets/LineField.h"
#include "app/console/widgets/LiveLine.h"

namespace postern
{

class ThemedLabel;

/// A label, the field it names, and the line below in which the field is answered. Room for one
/// line is kept, so nothing moves when it comes.
class FormField : public QWidget
{
    Q_OBJECT

public:
    /// `objectName` is the line edit's; the live line is `objectName` + "Line".
    FormField(const Theme &theme, const QString &objectName, const QString &label,
              QWidget *parent = nullptr);

    /// A muted remark at the right of the label.
    void setRemark(const QString &remark);
    /// What stands below while there is nothing to answer.
    void setNote(const QString &note);
    void setPassword(bool isPassword);
    /// Without it the field ends at its lower edge until a line comes.
    /// One line beside the field, and the designed `gap` to what follows: a second line stands in
    /// the gap, so that nothing below moves.
    void setRoomKept(bool kept, int gap = 0);

    void say(LiveLine::Voice voice, const QString &text);
    void showError(const QString &text);
    /// The note again.
    void clearAnswer();

    [[nodiscard]] LineField *field() const { return m_field; }
    [[nodiscard]] QString text() const { return m_field->text(); }
    [[nodiscard]] QString answer() const { return m_line->text(); }

private:
    const Theme &m_theme;
    ThemedLabel *m_label;
    ThemedLabel *m_remark;
    LineField *m_field;
    ThemedLabel *m_note;
    LiveLine *m_line;
};

} // namespace postern
