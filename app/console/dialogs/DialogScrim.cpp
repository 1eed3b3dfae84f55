// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/DialogScrim.h"

#include "app/console/dialogs/SoftShadow.h"

#include <QPainter>

namespace postern
{

namespace
{

constexpr int blurDesigned = 28;
constexpr int dropDesigned = 12;
constexpr int radiusDesigned = 12;

} // namespace

DialogScrim::DialogScrim(const Theme &theme, QWidget *host) : QWidget(host), m_theme(theme)
{
    setObjectName(QStringLiteral("dialogScrim"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void DialogScrim::setDialogPlace(const QRect &place)
{
    m_place = place;
    update();
}

void DialogScrim::drawShadow()
{
    const int blur = m_theme.px(blurDesigned);
    const double scale = devicePixelRatioF();
    const QSize size = (m_place.size() + QSize(2 * blur, 2 * blur)) * scale;
    if (m_shadow.size() == size && m_shadowScheme == m_theme.scheme())
        return;
    const double strength = isDark(m_theme.scheme()) ? 0.55 : 0.30;
    m_shadow = SoftShadow::draw(m_place.size() * scale, qRound(m_theme.px(radiusDesigned) * scale),
                                qRound(blur * scale), strength);
    m_shadow.setDevicePixelRatio(scale);
    m_shadowScheme = m_theme.scheme();
}

void DialogScrim::paintEvent(QPaintEvent *)
{
    drawShadow();
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(ColorRole::Scrim));
    const int blur = m_theme.px(blurDesigned);
    painter.drawPixmap(m_place.topLeft() + QPoint(-blur, m_theme.px(dropDesigned) - blur),
                       m_shadow);
}

} // namespace postern
