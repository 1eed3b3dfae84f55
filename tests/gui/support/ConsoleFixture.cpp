// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/ConsoleFixture.h"

#include "app/connection/PairingLink.h"

namespace postern::test
{

namespace
{

/// Ten thousand entries under a sanitizer take their time.
constexpr int patienceMs = 60000;
constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

const TestCertificate &certificateOfThisRun()
{
    static const TestCertificate certificate = TestCertificate::make();
    return certificate;
}

} // namespace

ConsoleFixture::ConsoleFixture(ColorScheme scheme, int fontPixels)
    : ConsoleWindow(scheme, fontPixels, [] { return now; }), m_certificate(certificateOfThisRun())
{
    m_server = std::make_unique<FakeControlServer>(m_certificate);
    m_whitelist = std::make_unique<ScriptedWhitelist>(*m_server, now);
    m_page = new WhitelistPage(pageContext());
    window().addSettingsPage(QStringLiteral("security"), QStringLiteral("security"), m_page);
    window().showPage(QStringLiteral("security"));
}

QString ConsoleFixture::pairingLink() const
{
    return PairingLink{QStringLiteral("127.0.0.1"), m_server->port(), m_certificate.fingerprint(),
                       QStringLiteral("K7TQ-4M2W-9XHD-3PVR")}
        .toString();
}

void ConsoleFixture::fillAsPictured()
{
    const QString ana = QStringLiteral("ana");
    const QString ben = QStringLiteral("ben");
    const Services both = Service::Smtp | Service::SmtpAuthBypass;
    ScriptedWhitelist &list = *m_whitelist;
    list.put(QStringLiteral("10.0.0.0/8"), QStringLiteral("Head office"),
             both | Service::BruteForce, now - 12 * minute, ana);
    list.put(QStringLiteral("10.1.0.0/16"), QStringLiteral("Plant printers"), both,
             now - 25 * minute, ana);
    list.put(QStringLiteral("10.1.44.12"), QStringLiteral("Scanner, goods receipt"), Service::Smtp,
             now - 2 * hour, ben);
    list.put(QStringLiteral("192.0.2.10"), QStringLiteral("ERP server"), both | Service::BruteForce,
             now - day, ben);
    list.put(QStringLiteral("192.0.2.64/28"), QStringLiteral("Web shop"), both, now - 5 * day, ana);
    list.setExpiry(QStringLiteral("192.0.2.64/28"), now + 3 * day - hour);
    list.put(QStringLiteral("198.51.100.7"), QStringLiteral("Monitoring"),
             both | Service::BruteForce | Service::ConsoleLogin, now - 22 * day, ben);
    list.put(QStringLiteral("198.51.100.20-198.51.100.35"), QStringLiteral("Lyon branch"), both,
             now - 23 * day, ana);
    list.put(QStringLiteral("203.0.113.25"), QStringLiteral("Ticket system"),
             Service::SmtpAuthBypass, now - 37 * day, ana);
    list.put(QStringLiteral("2001:db8:40::/64"), QStringLiteral("Web farm"), both, now - 76 * day,
             ben);
}

bool ConsoleFixture::open()
{
    m_whitelist->putBuiltIn();
    if (m_port == 0 && !m_server->start())
        return false;
    m_port = m_server->port();
    window().show();
    if (!QTest::qWaitForWindowActive(&window()))
        return false;
    ServerProfile profile;
    profile.host = QStringLiteral("127.0.0.1");
    profile.port = m_port;
    profile.fingerprint = m_certificate.fingerprint();
    connection().connectTo(profile);
    if (!reaches(ServerConnection::State::NeedsLogin, patienceMs))
        return false;
    connection().login(QStringLiteral("ana"), FakeControlServer::password);
    const qsizetype wanted = m_whitelist->count() + 1; // and the head of the built-in group
    return QTest::qWaitFor([this, wanted] { return rows().rowCount() == wanted; }, patienceMs);
}

QStringList ConsoleFixture::addresses() const
{
    QStringList all;
    for (int row = 0; row < rows().rowCount(); ++row)
        all.append(rows().index(row, WhitelistModel::addressColumn).data().toString());
    return all;
}

} // namespace postern::test
