// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/theme/SchemeWatcher.h"

#include <QDBusConnection>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QPalette>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace postern;

namespace
{

constexpr int patienceMs = 20000;
const auto portalName = QStringLiteral("org.freedesktop.portal.Desktop");

/// A session bus of the test's own; ends with it.
class SessionBus
{
public:
    ~SessionBus()
    {
        m_daemon.terminate();
        if (!m_daemon.waitForFinished(patienceMs))
            m_daemon.kill();
    }

    [[nodiscard]] bool start()
    {
        m_daemon.start(QStringLiteral("dbus-daemon"),
                       {QStringLiteral("--session"), QStringLiteral("--nofork"),
                        QStringLiteral("--print-address")});
        while (!m_daemon.canReadLine()) {
            if (!m_daemon.waitForReadyRead(patienceMs))
                return false;
        }
        m_address = QString::fromLatin1(m_daemon.readLine().trimmed());
        return qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toLatin1());
    }
    [[nodiscard]] const QString &address() const { return m_address; }

private:
    QProcess m_daemon;
    QString m_address;
};

/// The settings portal as a desktop has it, with the two settings that the console reads.
class SettingsPortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    void set(const QString &key, uint value)
    {
        m_values.insert(key, value);
        emit SettingChanged(group, key, QDBusVariant(value));
    }
    void setSilently(const QString &key, uint value) { m_values.insert(key, value); }

    const QString group = QStringLiteral("org.freedesktop.appearance");
    int asked = 0;

public slots:
    /// The portal wraps what it is asked for twice.
    QDBusVariant Read(const QString &, const QString &key)
    {
        ++asked;
        return QDBusVariant(QVariant::fromValue(QDBusVariant(m_values.value(key))));
    }

signals:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    QHash<QString, uint> m_values;
};

} // namespace

/// Light, dark and high contrast as a desktop's portal says it, over a real session bus.
class tst_SchemeWatcher : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void takesWhatThePortalSays_data();
    void takesWhatThePortalSays();
    void followsAChange();
    void keepsToOtherSettings();
    void goesByThePaletteWithoutAPortal();

private:
    const QString m_scheme = QStringLiteral("color-scheme");
    const QString m_contrast = QStringLiteral("contrast");
    std::unique_ptr<SettingsPortal> m_portal;
};

void tst_SchemeWatcher::init()
{
    m_portal = std::make_unique<SettingsPortal>();
    QDBusConnection bus = QDBusConnection::connectToBus(
        qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("portal"));
    QVERIFY(bus.isConnected());
    QVERIFY(
        bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), m_portal.get(),
                           QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(portalName));
}

void tst_SchemeWatcher::cleanup()
{
    m_portal.reset();
    QDBusConnection::disconnectFromBus(QStringLiteral("portal"));
}

void tst_SchemeWatcher::takesWhatThePortalSays_data()
{
    QTest::addColumn<uint>("scheme");
    QTest::addColumn<uint>("contrast");
    QTest::addColumn<ColorScheme>("expected");
    QTest::newRow("dark") << 1U << 0U << ColorScheme::Dark;
    QTest::newRow("light") << 2U << 0U << ColorScheme::Light;
    QTest::newRow("dark, more contrast") << 1U << 1U << ColorScheme::DarkContrast;
    QTest::newRow("light, more contrast") << 2U << 1U << ColorScheme::LightContrast;
    // The palette of this test is light.
    QTest::newRow("no preference, more contrast") << 0U << 1U << ColorScheme::LightContrast;
    QTest::newRow("a preference of tomorrow") << 7U << 0U << ColorScheme::Light;
}

void tst_SchemeWatcher::takesWhatThePortalSays()
{
    QFETCH(uint, scheme);
    QFETCH(uint, contrast);
    QFETCH(ColorScheme, expected);
    m_portal->setSilently(m_scheme, scheme);
    m_portal->setSilently(m_contrast, contrast);
    SchemeWatcher watcher;
    QTRY_COMPARE_WITH_TIMEOUT(m_portal->asked, 2, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(watcher.scheme(), expected, patienceMs);
}

void tst_SchemeWatcher::followsAChange()
{
    SchemeWatcher watcher;
    QTRY_COMPARE_WITH_TIMEOUT(m_portal->asked, 2, patienceMs);
    QSignalSpy changed(&watcher, &SchemeWatcher::schemeChanged);
    m_portal->set(m_scheme, 1);
    QTRY_COMPARE_WITH_TIMEOUT(watcher.scheme(), ColorScheme::Dark, patienceMs);
    m_portal->set(m_contrast, 1);
    QTRY_COMPARE_WITH_TIMEOUT(watcher.scheme(), ColorScheme::DarkContrast, patienceMs);
    m_portal->set(m_scheme, 2);
    QTRY_COMPARE_WITH_TIMEOUT(watcher.scheme(), ColorScheme::LightContrast, patienceMs);
    m_portal->set(m_contrast, 0);
    QTRY_COMPARE_WITH_TIMEOUT(watcher.scheme(), ColorScheme::Light, patienceMs);
    QCOMPARE(changed.size(), 4);
}

void tst_SchemeWatcher::keepsToOtherSettings()
{
    SchemeWatcher watcher;
    QTRY_COMPARE_WITH_TIMEOUT(m_portal->asked, 2, patienceMs);
    emit m_portal->SettingChanged(QStringLiteral("org.example.other"), m_scheme, QDBusVariant(1U));
    emit m_portal->SettingChanged(m_portal->group, QStringLiteral("accent-color"),
                                  QDBusVariant(1U));
    m_portal->set(m_contrast, 1); // arrives after the others
    QTRY_COMPARE_WITH_TIMEOUT(watcher.scheme(), ColorScheme::LightContrast, patienceMs);
}

void tst_SchemeWatcher::goesByThePaletteWithoutAPortal()
{
    QVERIFY(QDBusConnection(QStringLiteral("portal")).unregisterService(portalName));
    const QPalette before = QGuiApplication::palette();
    QPalette dark = before;
    dark.setColor(QPalette::Window, Qt::black);
    dark.setColor(QPalette::WindowText, Qt::white);
    QGuiApplication::setPalette(dark);
    const SchemeWatcher watcher;
    QCOMPARE(watcher.scheme(), ColorScheme::Dark);
    QGuiApplication::setPalette(before);
}

int main(int argc, char *argv[])
{
    // The bus is there before anything asks for it.
    SessionBus bus;
    if (!bus.start())
        qFatal("dbus-daemon does not start");
    const QGuiApplication application(argc, argv);
    tst_SchemeWatcher test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_SchemeWatcher.moc"
