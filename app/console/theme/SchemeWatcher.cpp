// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/theme/SchemeWatcher.h"

#include <QGuiApplication>
#include <QPalette>
#ifdef POSTERN_HAVE_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#endif

namespace postern
{

SchemeWatcher::SchemeWatcher(QObject *parent) : QObject(parent)
{
    const QPalette palette = QGuiApplication::palette();
    if (palette.color(QPalette::Window).lightnessF()
        < palette.color(QPalette::WindowText).lightnessF()) {
        m_scheme = ColorScheme::Dark;
    }
    askPortal();
}

void SchemeWatcher::take(ColorScheme taken)
{
    if (taken == m_scheme)
        return;
    m_scheme = taken;
    emit schemeChanged(taken);
}

#ifdef POSTERN_HAVE_DBUS

namespace
{

const auto portalService = QStringLiteral("org.freedesktop.portal.Desktop");
const auto portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const auto portalInterface = QStringLiteral("org.freedesktop.portal.Settings");
const auto appearanceGroup = QStringLiteral("org.freedesktop.appearance");
const auto schemeKey = QStringLiteral("color-scheme");
const auto contrastKey = QStringLiteral("contrast");

} // namespace

void SchemeWatcher::askPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(portalService, portalPath, portalInterface, QStringLiteral("SettingChanged"), this,
                SLOT(onPortalSetting(QString, QString, QDBusVariant)));
    for (const QString &key : {schemeKey, contrastKey}) {
        QDBusMessage question = QDBusMessage::createMethodCall(
            portalService, portalPath, portalInterface, QStringLiteral("Read"));
        question << appearanceGroup << key;
        auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this,
                [this, key](QDBusPendingCallWatcher *call) {
                    const QDBusPendingReply<QDBusVariant> reply = *call;
                    call->deleteLater();
                    if (reply.isValid())
                        onPortalSetting(appearanceGroup, key, reply.value());
                });
    }
}

void SchemeWatcher::onPortalSetting(const QString &group, const QString &key,
                                    const QDBusVariant &value)
{
    if (group != appearanceGroup || (key != schemeKey && key != contrastKey))
        return;
    // The portal's Read wraps the value twice.
    QVariant plain = value.variant();
    while (plain.canConvert<QDBusVariant>())
        plain = plain.value<QDBusVariant>().variant();
    const uint preference = plain.toUInt();
    if (key == contrastKey)
        take(schemeOf(isDark(m_scheme), preference == 1));
    else if (preference == 1 || preference == 2)
        take(schemeOf(preference == 1, hasHighContrast(m_scheme)));
}

#else

void SchemeWatcher::askPortal() {}

#endif

} // namespace postern
