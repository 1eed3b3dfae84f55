// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/NavigationItem.h"

#include <QAccessibleWidget>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>

namespace postern
{

namespace
{

/// A checkable button would be called a check box.
class AccessibleNavigationItem : public QAccessibleWidget
{
public:
    explicit AccessibleNavigationItem(NavigationItem *item)
        : QAccessibleWidget(item, QAccessible::PageTab, item->accessibleName())
    {}

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.selectable = true;
        state.selected = item()->isChecked();
        return state;
    }

    [[nodiscard]] QStringList actionNames() const override
    {
        return {pressAction(), setFocusAction()};
    }

    void doAction(const QString &name) override
    {
        if (name == pressAction())
            item()->click();
        else
            QAccessibleWidget::doAction(name);
    }

private:
    [[nodiscard]] NavigationItem *item() const { return static_cast<NavigationItem *>(widget()); }
};

QAccessibleInterface *accessibleItem(const QString &className, QObject *object)
{
    if (className != QLatin1String("postern::NavigationItem"))
        return nullptr;
    auto *item = qobject_cast<NavigationItem *>(object);
    return item == nullptr ? nullptr : new AccessibleNavigationItem(item);
}

} // namespace

NavigationItem::NavigationItem(const Theme &theme, Form form, const QString &icon,
                               const QString &label, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_hover(new HoverFade(theme, *this)), m_form(form),
      m_icon(icon)
{
    static const bool installed = (QAccessible::installFactory(accessibleItem), true);
    Q_UNUSED(installed)
    setText(label);
    setAccessibleName(label);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(this, &QAbstractButton::toggled, this, [this] {
        QAccessible::State changed;
        changed.selected = true;
        QAccessibleStateChangeEvent event(this, changed);
        QAccessible::updateAccessibility(&event);
        leadTabKeyHere();
    });
}

void NavigationItem::join(QButtonGroup &group)
{
    group.addButton(this);
    if (group.checkedButton() != nullptr && group.checkedButton() != this)
        setFocusPolicy(Qt::NoFocus);
}

// Of a group Tab reaches the item that is chosen, and arrows the others; Qt alone leads it to the
// one that had the focus last, or to the first.
void NavigationItem::leadTabKeyHere()
{
    if (!isChecked() || group() == nullptr)
        return;
    const QList<QAbstractButton *> items = group()->buttons();
    for (QAbstractButton *item : items)
        item->setFocusPolicy(item == this ? Qt::TabFocus : Qt::NoFocus);
}

QSize NavigationItem::sizeHint() const
{
    return m_form == Form::Rail ? QSize(m_theme.px(64), m_theme.px(56))
                                : QSize(m_theme.px(192), m_theme.px(36));
}

void NavigationItem::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || m_hover->strength() > 0.0) {
        const double radius = m_theme.px(m_form == Form::Rail ? 8 : 6);
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked()
                             ? m_theme.color(ColorRole::Selected)
                             : m_hover->between(Qt::transparent, m_theme.color(ColorRole::Hover)));
        painter.drawRoundedRect(rect(), radius, radius);
    }
    if (m_form == Form::Rail)
        paintRail(painter);
    else
        paintPane(painter);
}

// Enter leads there, as Space does.
void NavigationItem::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void NavigationItem::paintRail(QPainter &painter)
{
    const int size = m_theme.px(24);
    painter.drawPixmap((width() - size) / 2, m_theme.px(7),
                       m_theme.icon(m_icon, 24, isChecked() ? ColorRole::Link : ColorRole::Muted,
                                    devicePixelRatioF()));
    painter.setFont(m_theme.font(TextStyle::Header));
    painter.setPen(m_theme.color(isChecked() ? ColorRole::Text : ColorRole::Muted));
    const QString shown = painter.fontMetrics().elidedText(text(), Qt::ElideRight, width());
    painter.drawText(QRect(0, m_theme.px(31), width(), m_theme.px(20)), Qt::AlignCenter, shown);
}

void NavigationItem::paintPane(QPainter &painter)
{
    if (isChecked()) {
        painter.setBrush(m_theme.color(ColorRole::Focus));
        painter.drawRoundedRect(
            QRectF(0, (height() - m_theme.px(16)) / 2.0, m_theme.px(3), m_theme.px(16)), 1.5, 1.5);
    }
    const int size = m_theme.px(18);
    painter.drawPixmap(m_theme.px(12), (height() - size) / 2,
                       m_theme.icon(m_icon, 18, isChecked() ? ColorRole::Link : ColorRole::Muted,
                                    devicePixelRatioF()));
    painter.setFont(m_theme.font(isChecked() ? TextStyle::Strong : TextStyle::Body));
    painter.setPen(m_theme.color(ColorRole::Text));
    const QRect place(m_theme.px(40), 0, width() - m_theme.px(48), height());
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, place.width()));
}

} // namespace postern
