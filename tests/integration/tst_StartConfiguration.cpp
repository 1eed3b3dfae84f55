// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/StartedServer.h"

#include <QFile>
#include <QProcess>
#include <QtTest>

using postern::test::StartedServer;

/// What posternd says of a configuration that it cannot use: file, line, key, what is wrong and
/// what would be right. What the file alone shows is in tst_ServerConfig.
class tst_StartConfiguration : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void unknownKey();
    void badValue();
    void badHostname();
    void passwordThatEveryoneMayRead();
    void databaseOfAnotherKind();
    void databaseWithAnUnknownOption();
    void missingCertificate();
    void missingKey();
    void certificateThatIsNone();
    void keyThatIsNone();
    void keyOfAnotherCertificate();
    void keyOfAnotherKind();
    void keyWithAPassphrase();
    void keyThatIsClosed();
    void nothingGiven();

private:
    void refusesWith(const QByteArray &extra) const
    {
        m_server->refuses({QStringLiteral("--config"), m_server->write(extra)});
    }
    void runOpenssl(const QStringList &arguments) const;
    /// NAME.crt and NAME.key in the test's folder.
    void makePair(const char *name, const char *kind = "ec") const;
    [[nodiscard]] QByteArray tlsSection(const char *certificate, const char *key) const;

    std::unique_ptr<StartedServer> m_server;
};

void tst_StartConfiguration::init()
{
    m_server = std::make_unique<StartedServer>();
}

void tst_StartConfiguration::runOpenssl(const QStringList &arguments) const
{
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"), arguments);
    QVERIFY(openssl.waitForFinished(StartedServer::patienceMs));
    QVERIFY2(openssl.exitCode() == 0, openssl.readAllStandardError().constData());
}

void tst_StartConfiguration::makePair(const char *name, const char *kind) const
{
    const QString path = m_server->path(QString::fromLatin1(name));
    runOpenssl({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-nodes"),
                QStringLiteral("-newkey"), QString::fromLatin1(kind), QStringLiteral("-pkeyopt"),
                QByteArray(kind) == "ec" ? QStringLiteral("ec_paramgen_curve:P-256")
                                         : QStringLiteral("rsa_keygen_pubexp:65537"),
                QStringLiteral("-subj"), QStringLiteral("/CN=mx.example"), QStringLiteral("-days"),
                QStringLiteral("2"), QStringLiteral("-keyout"), path + QStringLiteral(".key"),
                QStringLiteral("-out"), path + QStringLiteral(".crt")});
}

QByteArray tst_StartConfiguration::tlsSection(const char *certificate, const char *key) const
{
    return QStringLiteral("[tls]\ncertificate = \"%1\"\nkey = \"%2\"\n")
        .arg(m_server->path(QString::fromLatin1(certificate)),
             m_server->path(QString::fromLatin1(key)))
        .toUtf8();
}

void tst_StartConfiguration::unknownKey()
{
    m_server->refuses({QStringLiteral("--config"), m_server->write("[log]\ncolour = \"red\"\n")});
}

void tst_StartConfiguration::badValue()
{
    m_server->refuses(
        {QStringLiteral("--config"),
         m_server->write("[[listener]]\nname = \"relay\"\naddress = \"localhost:25\"\n")});
}

void tst_StartConfiguration::badHostname()
{
    m_server->refuses(
        {QStringLiteral("--config"), m_server->write("hostname = \"my \\\"mail\\\" host\"\n")});
}

void tst_StartConfiguration::passwordThatEveryoneMayRead()
{
    const QString file =
        m_server->write("[database]\nurl = \"postgresql://postern:secret@127.0.0.1:1/p\"\n");
    QVERIFY(QFile::setPermissions(file, QFileDevice::Permissions(0x6644)));
    m_server->refuses({QStringLiteral("--config"), file});
    // Who may not read it cannot be told of it; the next complaint is the database's.
    QVERIFY(QFile::setPermissions(file, QFileDevice::Permissions(0x6640)));
    const auto program = m_server->run({QStringLiteral("--config"), file});
    QVERIFY(program->waitForFinished(StartedServer::patienceMs));
    const QByteArray said = program->readAllStandardError();
    QVERIFY2(!said.contains("chmod") && !said.contains("secret"), said.constData());
}

void tst_StartConfiguration::databaseOfAnotherKind()
{
    refusesWith("[database]\nurl = \"mysql://127.0.0.1/postern\"\n");
}

void tst_StartConfiguration::databaseWithAnUnknownOption()
{
    refusesWith("[database]\nurl = \"postgresql://127.0.0.1/p?tls=yes\"\n");
}

void tst_StartConfiguration::missingCertificate()
{
    refusesWith("[tls]\ncertificate = \"/no/such.crt\"\nkey = \"/no/such.key\"\n");
}

void tst_StartConfiguration::missingKey()
{
    makePair("a");
    refusesWith(tlsSection("a.crt", "b.key"));
}

void tst_StartConfiguration::certificateThatIsNone()
{
    makePair("a");
    refusesWith(tlsSection("a.key", "a.key"));
}

void tst_StartConfiguration::keyThatIsNone()
{
    makePair("a");
    refusesWith(tlsSection("a.crt", "a.crt"));
}

void tst_StartConfiguration::keyOfAnotherCertificate()
{
    makePair("a");
    makePair("b");
    refusesWith(tlsSection("a.crt", "b.key"));
}

void tst_StartConfiguration::keyOfAnotherKind()
{
    makePair("a");
    makePair("b", "rsa:2048");
    refusesWith(tlsSection("a.crt", "b.key"));
}

void tst_StartConfiguration::keyWithAPassphrase()
{
    makePair("a");
    runOpenssl({QStringLiteral("pkey"), QStringLiteral("-in"),
                m_server->path(QStringLiteral("a.key")), QStringLiteral("-out"),
                m_server->path(QStringLiteral("b.key")), QStringLiteral("-aes256"),
                QStringLiteral("-passout"), QStringLiteral("pass:x")});
    refusesWith(tlsSection("a.crt", "b.key"));
}

void tst_StartConfiguration::keyThatIsClosed()
{
    makePair("a");
    QVERIFY(QFile::setPermissions(m_server->path(QStringLiteral("a.key")), {}));
    const QString config = m_server->write(tlsSection("a.crt", "a.key"));
    m_server->refusesAsNobody(QStringLiteral("exec \"$0\" --config '%1'").arg(config));
}

void tst_StartConfiguration::nothingGiven()
{
    // A server that is installed here has its file hidden from this one.
    const QString hideFile = QStringLiteral(
        "if [ -d /etc/postern ]; then mount -t tmpfs none /etc/postern || exit 9; fi; exec \"$0\"");
    m_server->refuses(*m_server->run(StartedServer::inOwnMounts(hideFile), {}));
}

QTEST_GUILESS_MAIN(tst_StartConfiguration)
#include "tst_StartConfiguration.moc"
