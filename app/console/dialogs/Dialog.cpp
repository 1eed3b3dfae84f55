// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/Dialog.h"

#include "app/console/widgets/BreakableText.h"
#include "app/console/widgets/ScrollBar.h"
#include "app/console/widgets/Surface.h"

#include <QAccessibleWidget>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollArea>

namespace postern
{

namespace
{

QAccessibleInterface *accessibleDialog(const QString &className, QObject *object)
{
    if (className != QLatin1String("postern::Dialog"))
        return nullptr;
    auto *widget = qobject_cast<QWidget *>(object);
    return widget == nullptr
               ? nullptr
               : new QAccessibleWidget(widget, QAccessible::Dialog, widget->accessibleName());
}

} // namespace

Dialog::Dialog(Theme &theme, const QString &objectName, const QString &title)
    : QWidget(nullptr), m_theme(theme)
{
    static const bool installed = (QAccessible::installFactory(accessibleDialog), true);
    Q_UNUSED(installed)
    setObjectName(objectName);
    setFocusPolicy(Qt::ClickFocus);
    auto *outer = new QVBoxLayout(this);
    const int hair = theme.hair();
    outer->setContentsMargins(hair, hair, hair, hair);
    outer->setSpacing(0);
    outer->addWidget(makeHeader(title));
    makeBody(outer);
    makeFooter(outer);
    setTitle(title);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QWidget *Dialog::makeHeader(const QString &title)
{
    auto *header = new QWidget(this);
    auto *row = new QHBoxLayout(header);
    const int hair = m_theme.hair();
    const int margin = m_theme.px(24) - hair;
    row->setContentsMargins(margin, margin, m_theme.px(20) - hair, m_theme.px(16));
    row->setSpacing(m_theme.px(8));
    m_iconLabel = new QLabel(header);
    m_iconLabel->hide();
    m_titleLabel = new ThemedLabel(m_theme, TextStyle::DialogTitle, ColorRole::Text, title, header);
    m_titleLabel->setObjectName(QStringLiteral("dialogTitleLabel"));
    m_titleLabel->setWordWrap(true);
    m_closeButton = new Button(m_theme, Button::Kind::Quiet, {}, header);
    Button *close = m_closeButton;
    close->setObjectName(QStringLiteral("closeDialogButton"));
    close->setIconName(QStringLiteral("close"));
    close->setAccessibleName(tr("Close"));
    close->setToolTip(tr("Close"));
    connect(close, &Button::clicked, this, &Dialog::requestClose);
    row->addWidget(m_iconLabel, 0, Qt::AlignTop);
    row->addWidget(m_titleLabel, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    return header;
}

void Dialog::makeBody(QVBoxLayout *outer)
{
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setVerticalScrollBar(new ScrollBar(m_theme, m_scroll));
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    // Room for its scroll bar is not needed: a body of one sentence would squeeze title and
    // buttons.
    m_scroll->setMinimumHeight(1);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto *content = new QWidget;
    content->setAutoFillBackground(false);
    m_body = new QVBoxLayout(content);
    const int margin = m_theme.px(24) - 1;
    m_body->setContentsMargins(margin, 0, margin, m_theme.px(20));
    m_body->setSpacing(0);
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false);
    content->installEventFilter(this);
    outer->addWidget(m_scroll, 1);
}

void Dialog::makeFooter(QVBoxLayout *outer)
{
    auto *strip = new QWidget(this);
    const int hair = m_theme.hair();
    strip->setFixedHeight(m_theme.px(64) - hair);
    m_footer = new QHBoxLayout(strip);
    m_footer->setContentsMargins(m_theme.px(24) - hair, hair, m_theme.px(24) - hair, 0);
    m_footer->setSpacing(m_theme.px(8));
    m_footer->addStretch(1);
    outer->addWidget(strip);
}

void Dialog::setTitle(const QString &title)
{
    m_titleLabel->setText(breakable(title));
    setAccessibleName(title);
}

void Dialog::setTitleIcon(const QString &icon, ColorRole role)
{
    m_iconLabel->setPixmap(m_theme.icon(icon, 22, role, devicePixelRatioF()));
    m_iconLabel->show();
}

void Dialog::hideCloseButton()
{
    m_closeButton->hide();
}

Button *Dialog::addButton(Button::Kind kind, const QString &text, const QString &buttonName)
{
    auto *button = new Button(m_theme, kind, text, this);
    button->setObjectName(buttonName);
    button->setDesignedMinimumWidth(88);
    m_footer->addWidget(button);
    return button;
}

Button *Dialog::addButtonAtLeft(const QString &text, const QString &buttonName)
{
    auto *button = new Button(m_theme, Button::Kind::Quiet, text, this);
    button->setObjectName(buttonName);
    QMargins margins = m_footer->contentsMargins();
    margins.setLeft(margins.left() - m_theme.px(12));
    m_footer->setContentsMargins(margins);
    m_footer->insertWidget(0, button);
    return button;
}

void Dialog::takeFocus()
{
    if (m_initialFocus != nullptr)
        m_initialFocus->setFocus(Qt::OtherFocusReason);
    else
        focusNextPrevChild(true);
}

QSize Dialog::sizeHint() const
{
    const int width = m_theme.px(520);
    QWidget *content = m_scroll->widget();
    const int hair = m_theme.hair();
    const int inner = width - 2 * hair;
    const int bodyHeight = content->layout()->hasHeightForWidth()
                               ? content->layout()->totalHeightForWidth(inner)
                               : content->sizeHint().height();
    QLayout *outer = layout();
    QWidget *header = outer->itemAt(0)->widget();
    const int headerHeight = header->layout()->hasHeightForWidth()
                                 ? header->layout()->totalHeightForWidth(inner)
                                 : header->sizeHint().height();
    return {width, headerHeight + bodyHeight + m_theme.px(64) + hair};
}

void Dialog::requestClose()
{
    finish();
}

void Dialog::finish()
{
    emit closed();
}

void Dialog::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = m_theme.px(12);
    QPainterPath shape;
    const int hair = m_theme.hair();
    const double inset = hair / 2.0;
    shape.addRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.fillPath(shape, m_theme.color(ColorRole::Raised));
    painter.save();
    painter.setClipPath(shape);
    const int footerTop = height() - m_theme.px(64);
    painter.fillRect(0, footerTop, width(), height() - footerTop, m_theme.color(ColorRole::Footer));
    painter.fillRect(0, footerTop, width(), hair, m_theme.color(ColorRole::Hair));
    painter.restore();
    if (isDark(m_theme.scheme())) {
        painter.setPen(QPen(m_theme.color(ColorRole::Edge), hair));
        painter.drawPath(shape);
    }
}

void Dialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        requestClose();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        auto *focused = qobject_cast<QPushButton *>(focusWidget());
        QPushButton *pressed =
            focused != nullptr && focused->hasFocus() ? focused : m_defaultButton;
        if (pressed != nullptr && pressed->isEnabled())
            pressed->click();
    } else {
        scrollBy(event->key());
        event->accept(); // no key reaches the window below
    }
}

// What the focus has no use for moves a body that is longer than the window.
void Dialog::scrollBy(int key)
{
    QScrollBar *bar = m_scroll->verticalScrollBar();
    switch (key) {
    case Qt::Key_Up:
        bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
        break;
    case Qt::Key_Down:
        bar->triggerAction(QAbstractSlider::SliderSingleStepAdd);
        break;
    case Qt::Key_PageUp:
        bar->triggerAction(QAbstractSlider::SliderPageStepSub);
        break;
    case Qt::Key_PageDown:
        bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
        break;
    case Qt::Key_Home:
        bar->triggerAction(QAbstractSlider::SliderToMinimum);
        break;
    case Qt::Key_End:
        bar->triggerAction(QAbstractSlider::SliderToMaximum);
        break;
    default:
        break;
    }
}

bool Dialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        emit bodyChanged();
    return QWidget::eventFilter(watched, event);
}

bool Dialog::focusNextPrevChild(bool next)
{
    QWidget *const start = focusWidget() != nullptr ? focusWidget() : this;
    QWidget *candidate = start;
    do {
        candidate = next ? candidate->nextInFocusChain() : candidate->previousInFocusChain();
        if (candidate != this && isAncestorOf(candidate) && candidate->isVisibleTo(this)
            && candidate->isEnabled() && (candidate->focusPolicy() & Qt::TabFocus) != 0
            && candidate->focusProxy() == nullptr) {
            candidate->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            m_scroll->ensureWidgetVisible(candidate);
            return true;
        }
    } while (candidate != start);
    return true;
}

} // namespace postern
