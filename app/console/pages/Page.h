// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/ServerConnection.h"
#include "app/console/theme/Theme.h"
#include "app/console/widgets/MessageBar.h"
#include "shared/model/UtcMs.h"

#include <QWidget>

#include <functional>

class QHBoxLayout;
class QVBoxLayout;

namespace postern
{

class DialogHost;
class MessageStay;
class ThemedLabel;
class ViewMemory;

/// What a page works with; all of it outlives the page.
struct PageContext
{
    Theme &theme;
    ServerConnection &connection;
    DialogHost &dialogs;
    std::function<UtcMs()> now;   ///< the clock that relative times are told by
    ViewMemory *memory = nullptr; ///< of how things were arranged; without one nothing is kept
};

/// What someone has arranged on a page and has not finished yet: goes on when the window is made
/// anew.
struct PageState
{
    QString filter;
    QStringList ticked; ///< ids
    QString current;    ///< id of the current row, or empty
    int sortColumn = -1;
    Qt::SortOrder sortOrder = Qt::AscendingOrder;
};

/// One page of the main window: title row with the message bar, then whatever the page puts below.
/// The window calls activate() when it comes to the front and refresh() for F5 and after each
/// (re)connect. Its message goes by itself when it only confirms: after a while, when a dialog
/// opens, and when the page is left.
class Page : public QWidget
{
    Q_OBJECT

public:
    Page(const PageContext &context, const QString &objectName, const QString &title);

    [[nodiscard]] QString title() const;
    /// Actions for the window's menu, with their keys; they work while the focus is in the page.
    [[nodiscard]] virtual QList<QAction *> pageActions() const { return {}; }
    /// The page comes to the front: takes the focus where work starts. With ShortcutFocusReason,
    /// that of somebody at the keyboard, it is shown where that is.
    virtual void activate(Qt::FocusReason) {}
    /// Asks the server again; shows what it has until the answer is there.
    virtual void refresh() = 0;

    [[nodiscard]] virtual PageState state() const { return {}; }
    /// Rows that are not there yet are ticked when they come with the next answer, or not at all.
    virtual void resume(const PageState &) {}

    void showMessage(MessageBar::Kind kind, const QString &sentence, const QString &actionText = {},
                     std::function<void()> action = {});
    /// The refresh came to nothing; the message goes with the next that comes to something.
    void showRefreshFailed(const Error &error);
    void onRefreshed();
    [[nodiscard]] MessageBar *messageBar() const { return m_messageBar; }

signals:
    /// A change that the page learnt of; the status strip shows the latest.
    void changeSeen(postern::UtcMs at, const QString &by);

protected:
    void paintEvent(QPaintEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    [[nodiscard]] const PageContext &context() const { return m_context; }
    [[nodiscard]] Theme &theme() const { return m_context.theme; }
    [[nodiscard]] ServerConnection &connection() const { return m_context.connection; }
    /// Below the title row; margins are the page's, the list's reach 8 further out.
    [[nodiscard]] QVBoxLayout *column() const { return m_column; }
    /// A row with the page's margins at both sides, added to the column.
    QHBoxLayout *addRow();

private:
    PageContext m_context;
    QVBoxLayout *m_column;
    ThemedLabel *m_titleLabel;
    MessageBar *m_messageBar;
    MessageStay *m_messageStay;
    int m_refreshFailed = 0; ///< number of the message that says so, or 0
};

} // namespace postern
