// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ControlFixture.h"

#include "server/auth/PasswordVerifier.h"
#include "server/auth/SealedCredential.h"
#include "server/storage/DomainStore.h"
#include "server/storage/SettingStore.h"
#include "server/storage/UserStore.h"
#include "server/storage/WhitelistStore.h"

#include <QDateTime>

namespace postern::test
{

ControlFixture::ControlFixture()
    : m_certificate(TestCertificate::make()), m_key(auth::SecretKey::generate()),
      m_url{QStringLiteral("sqlite:%1/postern.db").arg(m_folder.path())}
{
    setup.listen = {{QHostAddress(QHostAddress::LocalHost), 0}};
    setup.certificate = m_certificate.certificate;
    setup.privateKey = m_certificate.key;
    setup.hostname = QStringLiteral("mail.example.com");
    setup.dataDir = m_folder.path();
    setup.runtimeDir = m_folder.path();
    setup.configurationFile = QStringLiteral("/etc/postern/postern.toml");
}

ControlFixture::~ControlFixture()
{
    m_local.reset();
    // The answers of jobs under way are dropped with their receiver.
    m_server.reset();
    m_storage.reset();
}

UtcMs ControlFixture::now() const
{
    return QDateTime::currentMSecsSinceEpoch() + ahead;
}

Result<void> ControlFixture::start()
{
    m_storage = std::make_unique<storage::StorageThread>(m_url);
    if (auto started = m_storage->start(); !started.ok())
        return started;
    auto database = storage::Database::open(m_url);
    if (!database.ok())
        return database.error();
    m_reading = std::move(database).value();
    rebuild();
    control::ControlSources sources{*m_storage,
                                    m_url,
                                    m_key,
                                    [this] { return m_snapshot; },
                                    [this] {
                                        ServerStatus status;
                                        status.node = QStringLiteral("test");
                                        status.listeners = listeners;
                                        return status;
                                    },
                                    [this] { return now(); }};
    m_server = std::make_unique<control::ControlServer>(sources, setup);
    QObject::connect(m_server.get(), &control::ControlServer::changed, m_server.get(),
                     [this] { rebuild(); });
    return m_server->start();
}

void ControlFixture::rebuild()
{
    auto snapshot = std::make_shared<policy::PolicySnapshot>();
    snapshot->table = policy::AccessTable(storage::WhitelistStore(*m_reading).list().value());
    const auto domains = storage::DomainStore(*m_reading).list().value();
    for (const AcceptedDomain &domain : domains)
        snapshot->acceptedDomains.insert(domain.name);
    snapshot->settings =
        policy::PolicySettings::fromTexts(storage::SettingStore(*m_reading).all().value());
    m_snapshot = snapshot;
}

quint16 ControlFixture::port() const
{
    return m_server->addresses().first().section(QLatin1Char(':'), -1).toUShort();
}

ControlClient &ControlFixture::local()
{
    if (!m_local) {
        m_local = std::make_unique<ControlClient>();
        if (!m_local->connectLocal(m_server->localSocketPath()))
            qFatal("the local socket does not take connections");
    }
    return *m_local;
}

std::unique_ptr<ControlClient> ControlFixture::connection()
{
    auto client = std::make_unique<ControlClient>();
    if (!client->connectTls(port()))
        qFatal("the control port does not take connections");
    return client;
}

std::unique_ptr<ControlClient> ControlFixture::as(const QString &name, Role role)
{
    (void)local().call(QStringLiteral("admin.add"), {{QStringLiteral("name"), name},
                                                     {QStringLiteral("password"), password},
                                                     {QStringLiteral("role"), roleName(role)}});
    auto client = connection();
    const auto done = client->login(name, password);
    if (!done.ok())
        qFatal("%s", qPrintable(done.error().text));
    return client;
}

bool ControlFixture::opens(const QString &login, const QString &text)
{
    const auto stored = storage::UserStore(*m_reading).findCredential(login);
    if (!stored.ok())
        return false;
    const auto verifier = auth::SealedCredential::open(*stored, m_key);
    return verifier.ok() && auth::PasswordVerifier::check(*verifier, text.toUtf8()).isMatch;
}

} // namespace postern::test
