// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/theme/IconRenderer.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

// The linker drops a static library's resources unless someone asks for them; the macro has to
// stand outside of any namespace.
static void keepIcons()
{
    Q_INIT_RESOURCE(console);
}

namespace postern
{

IconRenderer::IconRenderer()
{
    keepIcons();
}

QPixmap IconRenderer::render(const QString &name, int size, const QColor &color, double scale,
                             double stroke)
{
    const QString key = QStringLiteral("%1/%2/%3/%4/%5")
                            .arg(name, color.name(QColor::HexArgb))
                            .arg(size)
                            .arg(scale)
                            .arg(stroke);
    if (const auto found = m_drawn.constFind(key); found != m_drawn.constEnd())
        return *found;

    QByteArray svg = source(name);
    if (svg.isEmpty())
        return {};
    svg.replace("currentColor", color.name().toLatin1());
    svg.replace("stroke-width=\"1.5\"",
                "stroke-width=\"" + QByteArray::number(stroke * 24.0 / size, 'f', 3) + '"');
    QSvgRenderer renderer(svg);
    QPixmap pixmap(QSize(size, size) * scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF(pixmap.rect()));
    painter.end();
    pixmap.setDevicePixelRatio(scale);
    m_drawn.insert(key, pixmap);
    return pixmap;
}

QByteArray IconRenderer::source(const QString &name)
{
    if (const auto found = m_sources.constFind(name); found != m_sources.constEnd())
        return *found;
    QFile file(QStringLiteral(":/postern/icons/%1.svg").arg(name));
    QByteArray text;
    if (file.open(QIODevice::ReadOnly))
        text = file.readAll();
    m_sources.insert(name, text);
    return text;
}

} // namespace postern
