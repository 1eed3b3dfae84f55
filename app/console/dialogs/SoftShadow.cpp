// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/SoftShadow.h"

#include <QImage>
#include <QPainter>

#include <algorithm>
#include <vector>

namespace postern::SoftShadow
{

namespace
{

/// The mean of `reach` pixels to both sides, along lines of `length` pixels that are `step` apart.
void average(uchar *line, int length, qsizetype step, int reach)
{
    std::vector<int> source(static_cast<std::size_t>(length));
    for (int i = 0; i < length; ++i)
        source[static_cast<std::size_t>(i)] = line[i * step];
    int sum = 0;
    for (int i = 0; i < std::min(reach, length); ++i)
        sum += source[static_cast<std::size_t>(i)];
    for (int i = 0; i < length; ++i) {
        if (i + reach < length)
            sum += source[static_cast<std::size_t>(i + reach)];
        if (i - reach - 1 >= 0)
            sum -= source[static_cast<std::size_t>(i - reach - 1)];
        line[i * step] = static_cast<uchar>(sum / (2 * reach + 1));
    }
}

} // namespace

QPixmap draw(const QSize &box, int radius, int blur, double strength)
{
    QImage alpha(box + QSize(2 * blur, 2 * blur), QImage::Format_Alpha8);
    alpha.fill(0);
    {
        QPainter painter(&alpha);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor::fromRgbF(0, 0, 0, static_cast<float>(strength)));
        painter.drawRoundedRect(QRect(QPoint(blur, blur), box), radius, radius);
    }
    // Three box blurs come close to a Gaussian; together they reach exactly `blur` pixels.
    const int reach = std::max(1, blur / 3);
    for (int pass = 0; pass < 3; ++pass) {
        for (int y = 0; y < alpha.height(); ++y)
            average(alpha.scanLine(y), alpha.width(), 1, reach);
        for (int x = 0; x < alpha.width(); ++x)
            average(alpha.bits() + x, alpha.height(), alpha.bytesPerLine(), reach);
    }
    return QPixmap::fromImage(alpha.convertToFormat(QImage::Format_ARGB32_Premultiplied));
}

} // namespace postern::SoftShadow
