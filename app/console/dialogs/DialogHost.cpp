// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/DialogHost.h"

#include "app/console/dialogs/Dialog.h"
#include "app/console/dialogs/SoftShadow.h"
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
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
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
    m_dialogs.append({dialog, QApplication::focusWidget()});
    dialog->setParent(this);
    dialog->installEventFilter(this);
    connect(dialog, &Dialog::closed, this, [this, dialog] { close(dialog); });
    connect(dialog, &Dialog::bodyChanged, this, &DialogHost::place, Qt::QueuedConnection);
    setGeometry(parentWidget()->rect());
    comeToFront();
    dialog->show();
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
    dialog->hide();
    dialog->deleteLater();
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
        shown.dialog->setGeometry(
            QRect(QPoint((width() - size.width()) / 2, (height() - size.height()) / 2), size));
    }
    update();
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

void DialogHost::paintShadow(QPainter &painter, const QRect &dialog)
{
    const int blur = m_theme.px(28);
    const double scale = devicePixelRatioF();
    const QSize size = (dialog.size() + QSize(2 * blur, 2 * blur)) * scale;
    if (m_shadow.size() != size || m_shadowScheme != m_theme.scheme()) {
        const double strength = isDark(m_theme.scheme()) ? 0.55 : 0.30;
        m_shadow = SoftShadow::draw(dialog.size() * scale, qRound(m_theme.px(12) * scale),
                                    qRound(blur * scale), strength);
        m_shadow.setDevicePixelRatio(scale);
        m_shadowScheme = m_theme.scheme();
    }
    painter.drawPixmap(dialog.topLeft() + QPoint(-blur, m_theme.px(12) - blur), m_shadow);
}

void DialogHost::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (!m_leaving.isNull()) {
        painter.drawPixmap(0, 0, m_leaving);
        return;
    }
    painter.fillRect(rect(), m_theme.color(ColorRole::Scrim));
    for (const Shown &shown : std::as_const(m_dialogs))
        paintShadow(painter, shown.dialog->geometry());
}

} // namespace postern
