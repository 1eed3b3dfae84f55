// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/ToggleRow.h"

#include <QAccessibleWidget>
#include <QPainter>
#include <QVariantAnimation>

#include <algorithm>
#include <cmath>

namespace postern
{

namespace
{

/// A check box with a state, as QAbstractButton alone does not tell one.
class AccessibleToggle : public QAccessibleWidget
{
public:
    explicit AccessibleToggle(ToggleRow *row) : QAccessibleWidget(row, QAccessible::CheckBox) {}

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        const auto *row = qobject_cast<const ToggleRow *>(object());
        state.checkable = true;
        state.checked = row != nullptr && row->isChecked();
        return state;
    }

    [[nodiscard]] QStringList actionNames() const override
    {
        return {QAccessibleActionInterface::toggleAction()};
    }

    void doAction(const QString &action) override
    {
        auto *row = qobject_cast<ToggleRow *>(object());
        if (row != nullptr && action == QAccessibleActionInterface::toggleAction())
            row->click();
    }
};

QAccessibleInterface *accessibleToggle(const QString &className, QObject *object)
{
    if (className != QLatin1String("postern::ToggleRow"))
        return nullptr;
    auto *row = qobject_cast<ToggleRow *>(object);
    return row == nullptr ? nullptr : new AccessibleToggle(row);
}

} // namespace

ToggleRow::ToggleRow(const Theme &theme, const QString &name, const QString &explanation,
                     QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_explanation(explanation),
      m_slide(new QVariantAnimation(this))
{
    static const bool installed = (QAccessible::installFactory(accessibleToggle), true);
    Q_UNUSED(installed)
    setText(name);
    setAccessibleName(name);
    setAccessibleDescription(explanation);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_slide->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_slide, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_position = value.toDouble();
        update();
    });
    connect(this, &QAbstractButton::toggled, this, &ToggleRow::slide);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ToggleRow::setHint(const QString &hint)
{
    m_hint = hint;
    setAccessibleDescription(shownText());
    updateGeometry();
    update();
}

void ToggleRow::setLineBelow(bool shown)
{
    m_lineBelow = shown;
    update();
}

void ToggleRow::slide(bool on)
{
    const double target = on ? 1.0 : 0.0;
    m_slide->stop();
    if (!isVisible() || m_theme.motion(120) == 0) {
        m_position = target;
        update();
        return;
    }
    m_slide->setDuration(m_theme.motion(120));
    m_slide->setStartValue(m_position);
    m_slide->setEndValue(target);
    m_slide->start();
}

QSize ToggleRow::sizeHint() const
{
    return {m_theme.px(472), heightForWidth(m_theme.px(472))};
}

QRect ToggleRow::textRect(int width) const
{
    const int left = m_theme.px(52) + (m_hint.isEmpty() ? 0 : m_theme.px(20));
    return {left, m_theme.px(26), width - left, 10000};
}

int ToggleRow::heightForWidth(int width) const
{
    const QFontMetrics metrics(m_theme.font(TextStyle::Secondary));
    const int textHeight =
        metrics.boundingRect(textRect(width), Qt::TextWordWrap, shownText()).height();
    return std::max(m_theme.px(49), m_theme.px(26) + textHeight + m_theme.px(8));
}

QRect ToggleRow::switchRect() const
{
    return {0, m_theme.px(14), m_theme.px(36), m_theme.px(20)};
}

void ToggleRow::paintSwitch(QPainter &painter) const
{
    const QRectF box = switchRect();
    const double radius = box.height() / 2;
    const bool on = m_position > 0.5;
    if (on) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(isEnabled() ? ColorRole::Accent : ColorRole::Off));
        painter.drawRoundedRect(box, radius, radius);
    } else {
        const double edge = m_theme.px(15) / 10.0;
        painter.setPen(
            QPen(m_theme.color(isEnabled() ? ColorRole::Control : ColorRole::Edge), edge));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2), radius,
                                radius);
    }
    const double knob = m_theme.px(12) + m_position * (m_theme.px(16) - m_theme.px(12));
    const double offLeft = m_theme.px(4);
    const double onLeft = box.width() - m_theme.px(2) - m_theme.px(16);
    const double left = offLeft + m_position * (onLeft - offLeft);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(on            ? ColorRole::OnAccent
                                   : isEnabled() ? ColorRole::Control
                                                 : ColorRole::Edge));
    painter.drawEllipse(QRectF(box.left() + left, box.center().y() - knob / 2, knob, knob));
}

void ToggleRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintSwitch(painter);
    const int left = m_theme.px(52);
    painter.setFont(m_theme.font(TextStyle::Label));
    painter.setPen(m_theme.color(isEnabled() ? ColorRole::Text : ColorRole::Off));
    painter.drawText(QRect(left, m_theme.px(5), width() - left, m_theme.px(20)),
                     Qt::AlignLeft | Qt::AlignVCenter, text());
    painter.setFont(m_theme.font(TextStyle::Secondary));
    painter.setPen(m_theme.color(m_hint.isEmpty() ? ColorRole::Muted : ColorRole::Warning));
    painter.drawText(textRect(width()), Qt::TextWordWrap, shownText());
    if (!m_hint.isEmpty()) {
        painter.drawPixmap(
            left, m_theme.px(27),
            m_theme.icon(QStringLiteral("warning"), 14, ColorRole::Warning, devicePixelRatioF()));
    }
    const int hair = m_theme.hair();
    if (m_lineBelow)
        painter.fillRect(left, height() - hair, width() - left, hair,
                         m_theme.color(ColorRole::Hair));
}

} // namespace postern
