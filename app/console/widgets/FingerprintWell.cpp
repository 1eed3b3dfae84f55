// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/FingerprintWell.h"

#include "app/connection/Fingerprint.h"

#include <QPainter>

namespace postern
{

namespace
{

constexpr int columns = 4;
constexpr int lineHeight = 24;
constexpr int padding = 8;

} // namespace

FingerprintWell::FingerprintWell(const Theme &theme, const QString &objectName, QWidget *parent)
    : QWidget(parent), m_theme(theme)
{
    setObjectName(objectName);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Fingerprint"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FingerprintWell::setFingerprint(const QByteArray &fingerprint, Ground ground)
{
    m_text = fingerprint.isEmpty() ? QString() : fingerprintText(fingerprint);
    m_ground = ground;
    setAccessibleDescription(m_text);
    update();
}

QSize FingerprintWell::sizeHint() const
{
    return {m_theme.px(320), m_theme.px(2 * lineHeight + 2 * padding)};
}

void FingerprintWell::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool danger = m_ground == Ground::Danger;
    painter.setPen(danger ? QPen(m_theme.color(ColorRole::Danger), m_theme.hair())
                          : QPen(Qt::NoPen));
    painter.setBrush(m_theme.color(danger ? ColorRole::DangerBand : ColorRole::Well));
    const double inset = m_theme.hair() / 2.0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), m_theme.px(6),
                            m_theme.px(6));

    painter.setFont(m_theme.font(TextStyle::Mono));
    painter.setPen(m_theme.color(m_text.isEmpty() ? ColorRole::Muted : ColorRole::Text));
    const QStringList groups =
        m_text.isEmpty() ? QStringList(2 * columns, QString(8, QChar(0x00b7))) : m_text.split(u' ');
    const int side = m_theme.px(16);
    const int groupWidth = painter.fontMetrics().horizontalAdvance(groups.constFirst());
    const double step = double(width() - 2 * side - groupWidth) / (columns - 1);
    for (int i = 0; i < groups.size(); ++i) {
        const int x = side + qRound(step * (i % columns));
        const int line = i / columns;
        const int y = m_theme.px(padding + lineHeight * line);
        painter.drawText(QRect(x, y, groupWidth + side, m_theme.px(lineHeight)),
                         Qt::AlignLeft | Qt::AlignVCenter, groups.at(i));
    }
}

} // namespace postern
