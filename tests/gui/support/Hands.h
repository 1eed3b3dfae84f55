// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace postern::test
{

/// A person before a window: finds widgets by their names, and moves them by mouse and keys.
class Hands
{
public:
    explicit Hands(QWidget &window) : m_window(window) {}

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

    /// The visible widget of that name, the one on top first; else a hidden one, or null.
    template<typename T = QWidget>
    [[nodiscard]] T *find(const char *name) const
    {
        const auto all = m_window.findChildren<T *>(QString::fromLatin1(name));
        T *hidden = nullptr;
        for (auto found = all.crbegin(); found != all.crend(); ++found) {
            if ((*found)->isVisible())
                return *found;
            hidden = *found;
        }
        return hidden;
    }

private:
    [[nodiscard]] QWidget *shown(const char *name) const;
    void empty(QWidget *field);

    QWidget &m_window;
};

} // namespace postern::test
