// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QTimer>
#include <QVariantAnimation>

namespace postern
{

/// Which row was just saved: stays marked for 2 s, then fades in 400 ms. GUI thread.
class FreshMark : public QObject
{
    Q_OBJECT

public:
    FreshMark(const Theme &theme, QObject *parent);

    void mark(const QString &id);
    /// How strongly the row is marked, 0 (not at all) to 1.
    [[nodiscard]] double strengthOf(const QString &id) const;

signals:
    void changed();

private:
    void goAway();

    const Theme &m_theme;
    QString m_id;
    double m_strength = 0.0;
    QTimer m_stay;
    QVariantAnimation m_fade;
};

} // namespace postern
