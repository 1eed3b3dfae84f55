// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/ColorRole.h"

#include <QObject>
#ifdef POSTERN_HAVE_DBUS
#include <QDBusVariant>
#endif

namespace postern
{

/// Knows whether the desktop wants light or dark, and high contrast: by the lightness of the
/// desktop's palette, and, where Qt D-Bus is built in and the settings portal answers, by what the
/// portal says, also when that changes. Never waits for the portal. GUI thread.
class SchemeWatcher : public QObject
{
    Q_OBJECT

public:
    explicit SchemeWatcher(QObject *parent = nullptr);

    [[nodiscard]] ColorScheme scheme() const { return m_scheme; }

signals:
    void schemeChanged(postern::ColorScheme scheme);

#ifdef POSTERN_HAVE_DBUS
private slots:
    void onPortalSetting(const QString &group, const QString &key, const QDBusVariant &value);
#endif

private:
    void askPortal();
    void take(ColorScheme taken);

    ColorScheme m_scheme = ColorScheme::Light;
};

} // namespace postern
