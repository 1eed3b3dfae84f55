// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/DialogHost.h"

#include "app/console/dialogs/Dialog.h"

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
    if (!first)
        current()->setEnabled(false);
    m_dialogs.append({dialog, QApplication::focusWidget()});
    dialog->setParent(this);
    dialog->installEventFilter(this);
    connect(dialog, &Dialog::closed, this, [this, dialog] { close(dialog); });
    connect(dialog, &Dialog::bodyChanged, this, &DialogHost::place, Qt::QueuedConnection);
    setGeometry(parentWidget()->rect());
    comeToFront();
    show();
    dialog->show();
    place();
    dialog->takeFocus();
    if (first)
        emit openChanged(true);
}

void DialogHost::comeToFront()
{
    raise();
    if (m_keptAbove != nullptr)
        m_keptAbove->raise();
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
    dialog->hide();
    dialog->deleteLater();
    if (isOpen()) {
        current()->setEnabled(true);
    } else {
        hide();
        emit openChanged(false);
    }
    if (focusBefore != nullptr)
        focusBefore->setFocus(Qt::OtherFocusReason);
    else if (isOpen())
        current()->takeFocus();
    update();
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
    } else if (watched != parent() && event->type() == QEvent::LayoutRequest) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

void DialogHost::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.color(ColorRole::Scrim));
    // A soft shadow out of thin rings: blur 28, 12 down.
    const int blur = m_theme.px(28);
    const double strength = m_theme.scheme() == ColorScheme::Dark ? 0.55 : 0.30;
    painter.setPen(Qt::NoPen);
    for (const Shown &shown : std::as_const(m_dialogs)) {
        const QRectF ground = QRectF(shown.dialog->geometry()).translated(0, m_theme.px(12));
        painter.setBrush(QColor::fromRgbF(0, 0, 0, static_cast<float>(strength * 1.6 / blur)));
        for (int spread = blur; spread > -blur / 2; spread -= 2) {
            const double radius = std::max(m_theme.px(12) + spread, 2);
            painter.drawRoundedRect(ground.adjusted(-spread, -spread, spread, spread), radius,
                                    radius);
        }
    }
}

} // namespace postern
