// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/DialogHost.h"

#include "app/console/dialogs/Dialog.h"
#include "app/console/dialogs/DialogScrim.h"
#include "app/console/widgets/Fade.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace postern
{

DialogHost::DialogHost(Theme &theme, QWidget *window) : QWidget(window), m_theme(theme)
{
    setObjectName(QStringLiteral("dialogHost"));
    setFocusPolicy(Qt::NoFocus);
    window->installEventFilter(this);
    hide();
}

Dialog *DialogHost::current() const
{
    return m_dialogs.isEmpty() ? nullptr : m_dialogs.last().dialog;
}

void DialogHost::open(Dialog *dialog)
{
    const bool first = m_dialogs.isEmpty();
    m_leaving = {};
    setAttribute(Qt::WA_TransparentForMouseEvents, false);
    if (!first)
        current()->setEnabled(false);
    m_dialogs.append({dialog, new DialogScrim(m_theme, this), QApplication::focusWidget()});
    dialog->setParent(this);
    dialog->installEventFilter(this);
    connect(dialog, &Dialog::closed, this, [this, dialog] { close(dialog); });
    connect(dialog, &Dialog::bodyChanged, this, &DialogHost::place, Qt::QueuedConnection);
    setGeometry(parentWidget()->rect());
    comeToFront();
    m_dialogs.last().scrim->show();
    dialog->show();
    dialog->raise();
    place();
    if (first)
        Fade::in(this, m_theme.motion(120));
    dialog->takeFocus();
    if (first)
        emit openChanged(true);
}

void DialogHost::comeToFront()
{
    raise();
    leaveOutReachable();
}

void DialogHost::setReachable(QWidget *widget)
{
    m_reachable = widget;
    widget->installEventFilter(this);
}

void DialogHost::leaveOutReachable()
{
    if (m_reachable == nullptr || !m_reachable->isVisible()) {
        clearMask();
        return;
    }
    const QPoint corner = mapFromGlobal(m_reachable->mapToGlobal(QPoint(0, 0)));
    setMask(QRegion(rect()) - QRect(corner, m_reachable->size()));
}

void DialogHost::close(Dialog *dialog)
{
    const auto found =
        std::find_if(m_dialogs.begin(), m_dialogs.end(),
                     [dialog](const Shown &shown) { return shown.dialog == dialog; });
    if (found == m_dialogs.end())
        return;
    const QPointer<QWidget> focusBefore = found->focusBefore;
    DialogScrim *const scrim = found->scrim;
    m_dialogs.erase(found);
    // Its picture is seen a moment longer; the dialog itself takes neither clicks nor keys.
    const int fading = isOpen() ? 0 : m_theme.motion(120);
    if (fading > 0)
        m_leaving = grab();
    if (isOpen())
        current()->setEnabled(true);
    // Before the dialog is hidden, when Qt would lead the focus on as the Tab key does.
    if (focusBefore != nullptr)
        focusBefore->setFocus(Qt::OtherFocusReason);
    else if (isOpen())
        current()->takeFocus();
    for (QWidget *gone : {static_cast<QWidget *>(dialog), static_cast<QWidget *>(scrim)}) {
        gone->hide();
        gone->deleteLater();
    }
    if (!isOpen()) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        Fade::out(this, fading);
        emit openChanged(false);
    }
    update();
}

void DialogHost::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_leaving = {};
}

void DialogHost::place()
{
    const int margin = m_theme.px(24);
    for (const Shown &shown : std::as_const(m_dialogs)) {
        const QSize wanted = shown.dialog->sizeHint();
        const QSize size(std::min(wanted.width(), width() - margin),
                         std::min(wanted.height(), height() - 2 * margin));
        const QRect place(QPoint((width() - size.width()) / 2, (height() - size.height()) / 2),
                          size);
        shown.dialog->setGeometry(place);
        shown.scrim->setGeometry(rect());
        shown.scrim->setDialogPlace(place);
    }
}

bool DialogHost::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize) {
        setGeometry(parentWidget()->rect());
        place();
        leaveOutReachable();
    } else if (watched == m_reachable) {
        const QEvent::Type type = event->type();
        if (type == QEvent::Show || type == QEvent::Hide || type == QEvent::Move
            || type == QEvent::Resize) {
            leaveOutReachable();
        }
    } else if (watched != parent() && event->type() == QEvent::LayoutRequest) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

void DialogHost::paintEvent(QPaintEvent *)
{
    if (!m_leaving.isNull())
        QPainter(this).drawPixmap(0, 0, m_leaving);
}

} // namespace postern
