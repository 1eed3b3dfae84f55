// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/widgets/Button.h"
#include "app/console/widgets/ThemedLabel.h"

class QHBoxLayout;
class QScrollArea;
class QVBoxLayout;

namespace postern
{

/// A dialog that DialogHost shows over the window: title, body that scrolls when the window is low,
/// strip of buttons. To a screen reader it is a dialog named by its title. Tab stays inside, Escape
/// asks to close, Enter presses the default button if that is enabled. Never blocks: it ends with
/// closed(), after which the host deletes it.
class Dialog : public QWidget
{
    Q_OBJECT

public:
    Dialog(Theme &theme, const QString &objectName, const QString &title);

    void setTitle(const QString &title);
    /// An icon in `role` before the title.
    /// For a question whose answers all stand in the footer; Escape still closes.
    void hideCloseButton();
    void setTitleIcon(const QString &icon, ColorRole role);
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    /// The strip at the bottom; addButton() fills it from the right.
    [[nodiscard]] QHBoxLayout *footer() const { return m_footer; }
    Button *addButton(Button::Kind kind, const QString &text, const QString &buttonName);
    /// A quiet button whose words stand on the left edge of the strip; at most one.
    Button *addButtonAtLeft(const QString &text, const QString &buttonName);
    void setDefaultButton(Button *button) { m_defaultButton = button; }
    void setInitialFocus(QWidget *widget) { m_initialFocus = widget; }
    void takeFocus();
    /// The height it would like, before the host limits it.
    [[nodiscard]] QSize sizeHint() const override;

public slots:
    /// Escape, Cancel or the cross. Closes; a dialog with something to lose asks first.
    virtual void requestClose();
    void finish();

signals:
    void closed();
    /// What stands in the body takes another height now.
    void bodyChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    [[nodiscard]] Theme &theme() const { return m_theme; }

private:
    QWidget *makeHeader(const QString &title);
    void makeBody(QVBoxLayout *outer);
    void scrollBy(int key);
    void makeFooter(QVBoxLayout *outer);

    Theme &m_theme;
    Button *m_closeButton = nullptr;
    QLabel *m_iconLabel = nullptr;
    ThemedLabel *m_titleLabel = nullptr;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_body = nullptr;
    QHBoxLayout *m_footer = nullptr;
    Button *m_defaultButton = nullptr;
    QWidget *m_initialFocus = nullptr;
};

} // namespace postern
