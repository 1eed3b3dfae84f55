// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;

namespace postern
{

class Button;
class FilterEdit;
class Theme;
class ThemedLabel;

/// The row above a list: New, buttons for the ticked rows, Delete, how many there are, the filter.
class ListToolbar : public QWidget
{
    Q_OBJECT

public:
    explicit ListToolbar(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] FilterEdit *filterEdit() const { return m_filterEdit; }
    void setMayAdd(bool mayAdd);
    void setMayDelete(bool mayDelete);
    void setDeleteText(const QString &text);
    /// One more button before Delete; off until a row that is shown is ticked.
    Button *addTickedButton(const QString &text, const QString &buttonName, const QString &icon);
    /// How many rows are ticked, and of these how many are hidden. Delete asks and names the hidden
    /// ones too; the other buttons act at once, and so only on what is seen.
    void setTicked(int ticked, int hidden);
    void setCountText(const QString &text);

signals:
    void newClicked();
    void deleteClicked();

private:
    const Theme &m_theme;
    QHBoxLayout *m_row;
    Button *m_newButton;
    Button *m_deleteButton;
    ThemedLabel *m_countLabel;
    FilterEdit *m_filterEdit;
    QList<Button *> m_tickedButtons;
};

} // namespace postern
