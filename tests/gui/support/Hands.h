// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/list/ListTable.h"

#include <QTest>

namespace postern::test
{

/// A person before a window: finds widgets by their names, and moves them by mouse and keys. The
/// window lives longer, or is given by a class that has hands (useWindow).
class Hands
{
public:
    explicit Hands(QWidget &window) : m_window(&window) {}

    /// Fails the running test if nothing of that name is shown.
    void click(const char *name);
    void type(const char *name, const QString &text);
    /// In place of what stands there, by the clipboard.
    void paste(const char *name, const QString &text);
    /// To whatever has the focus.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    [[nodiscard]] bool isShown(const char *name) const;
    /// Shown and enabled.
    [[nodiscard]] bool isOn(const char *name) const;
    /// Of a label or a field; empty while it is not shown.
    [[nodiscard]] QString textOf(const char *name) const;
    /// What is shown, can take the focus or a click, and lacks an object name or an accessible
    /// name.
    [[nodiscard]] QStringList nameless() const;

    /// The list of the page that is shown.
    [[nodiscard]] ListTable &table() const { return *find<ListTable>("listTable"); }
    [[nodiscard]] QAbstractItemModel &rows() const { return *table().model(); }
    /// The row whose second column says so, or -1.
    [[nodiscard]] int rowOf(const QString &text) const;
    [[nodiscard]] QString cell(const QString &rowText, int column) const;
    void clickCell(int row, int column);
    /// Both fail the running test if there is no such row.
    void tick(const QString &text);
    void openRow(const QString &text);

    /// The visible widget of that name, the one on top first; else a hidden one, or null.
    template<typename T = QWidget>
    [[nodiscard]] T *find(const char *name) const
    {
        const auto all = m_window->findChildren<T *>(QString::fromLatin1(name));
        T *hidden = nullptr;
        for (auto found = all.crbegin(); found != all.crend(); ++found) {
            if ((*found)->isVisible())
                return *found;
            hidden = *found;
        }
        return hidden;
    }

protected:
    Hands() = default;
    void useWindow(QWidget &window) { m_window = &window; }

private:
    [[nodiscard]] QWidget *shown(const char *name) const;
    void empty(QWidget *field);
    void clickCellOf(const QString &text, int column);

    QWidget *m_window = nullptr;
};

} // namespace postern::test
