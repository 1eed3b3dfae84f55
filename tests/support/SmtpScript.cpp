// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/SmtpScript.h"

#include "tests/support/BareScriptPeer.h"
#include "tests/support/EscapedText.h"

#include <QDir>
#include <QFile>

namespace postern::test
{

namespace
{

const QList<QByteArray> bareKeywords{"policy:", "store:", "hold", "release", "stored:", "nothing"};

// '*' in the pattern stands for anything. Scripts are played very often: no regular expression.
bool matches(QByteArrayView pattern, QByteArrayView line)
{
    const qsizetype star = pattern.indexOf('*');
    if (star < 0)
        return pattern == line;
    if (!line.startsWith(pattern.first(star)))
        return false;
    const QByteArrayView rest = pattern.sliced(star + 1);
    for (qsizetype i = star; i <= line.size(); ++i) {
        if (matches(rest, line.sliced(i)))
            return true;
    }
    return false;
}

} // namespace

QByteArray scriptLayerName(ScriptLayer layer)
{
    switch (layer) {
    case ScriptLayer::Plain:
        return "plain";
    case ScriptLayer::StartTls:
        return "starttls";
    case ScriptLayer::Implicit:
        return "implicit";
    }
    return {};
}

/// One playing of a script.
class SmtpScript::Player
{
public:
    Player(ScriptPeer &peer, ScriptLayer layer, BareScriptPeer *bare)
        : m_peer(peer), m_layer(layer), m_bare(bare), m_isEncrypted(layer != ScriptLayer::Plain)
    {}

    [[nodiscard]] QString begin();
    [[nodiscard]] QString play(const Step &step);
    void flush();

private:
    [[nodiscard]] QString expect(const QByteArray &pattern);
    [[nodiscard]] QString expectMany(const Step &step);
    [[nodiscard]] QString expectClosed();
    [[nodiscard]] QString startTls();
    [[nodiscard]] QString playBare(const Step &step);

    ScriptPeer &m_peer;
    const ScriptLayer m_layer;
    BareScriptPeer *const m_bare;
    bool m_isEncrypted;
    QByteArray m_unsent;
};

QString SmtpScript::Player::begin()
{
    if (m_layer != ScriptLayer::StartTls)
        return {};
    QString problem = expect("220 *");
    if (!problem.isEmpty())
        return problem;
    m_peer.send("EHLO before.tls\r\n");
    for (auto line = m_peer.receiveLine(); line && line->startsWith("250-");)
        line = m_peer.receiveLine();
    m_peer.send("STARTTLS\r\n");
    problem = expect("220 *");
    return problem.isEmpty() ? startTls() : problem;
}

QString SmtpScript::Player::startTls()
{
    m_isEncrypted = true;
    return m_peer.startTls() ? QString() : QStringLiteral("the TLS handshake failed");
}

void SmtpScript::Player::flush()
{
    if (!m_unsent.isEmpty())
        m_peer.send(std::exchange(m_unsent, {}));
}

QString SmtpScript::Player::expect(const QByteArray &pattern)
{
    const auto line = m_peer.receiveLine();
    if (!line)
        return QStringLiteral("expected \"%1\", but nothing came")
            .arg(QString::fromLatin1(pattern));
    if (!matches(pattern, *line))
        return QStringLiteral("expected \"%1\", got \"%2\"")
            .arg(QString::fromLatin1(pattern), QString::fromLatin1(escaped(*line)));
    return {};
}

QString SmtpScript::Player::expectMany(const Step &step)
{
    for (int i = 0; i < step.count; ++i) {
        const QString problem = expect(step.text);
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

QString SmtpScript::Player::expectClosed()
{
    const auto line = m_peer.receiveLine();
    if (line)
        return QStringLiteral("expected the end, got \"%1\"").arg(QString::fromLatin1(*line));
    if (m_bare != nullptr && !m_bare->isClosed())
        return QStringLiteral("the server has not closed the connection");
    return {};
}

QString SmtpScript::Player::play(const Step &step)
{
    if (step.keyword == "C:" || step.keyword == "C-") {
        m_unsent += unescaped(step.text) + (step.keyword == "C:" ? "\r\n" : "");
        return {};
    }
    flush();
    if (step.keyword == "pause")
        return {};
    if (step.keyword == "greeting")
        return m_layer == ScriptLayer::StartTls ? QString() : expect("220 mx.test ESMTP Postern");
    if (step.keyword == "S:" || (step.keyword == "S[tls]:" && m_isEncrypted)
        || (step.keyword == "S[plain]:" && !m_isEncrypted))
        return expectMany(step);
    if (step.keyword == "S[tls]:" || step.keyword == "S[plain]:")
        return {};
    if (step.keyword == "starttls")
        return startTls();
    if (step.keyword == "closed")
        return expectClosed();
    return playBare(step);
}

QString SmtpScript::Player::playBare(const Step &step)
{
    if (m_bare == nullptr || !bareKeywords.contains(step.keyword))
        return QStringLiteral("\"%1\" cannot be played").arg(QString::fromLatin1(step.keyword));
    if (step.keyword == "policy:")
        m_bare->setNextPolicy(step.text);
    else if (step.keyword == "store:")
        m_bare->setNextStore(step.text);
    else if (step.keyword == "hold")
        m_bare->hold();
    else if (step.keyword == "release")
        m_bare->release();
    else if (step.keyword == "stored:")
        return m_bare->takeStored(step.text);
    else
        return m_bare->takeStored({});
    return {};
}

SmtpScript SmtpScript::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("Cannot read %s", qPrintable(path));
    SmtpScript script;
    int number = 0;
    for (const QByteArray &line : file.readAll().split('\n'))
        script.add(line, ++number);
    return script;
}

QList<QString> SmtpScript::filesIn(const QString &folder)
{
    QList<QString> paths;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({QStringLiteral("*.script")}, QDir::Files, QDir::Name))
        paths.append(dir.filePath(name));
    return paths;
}

void SmtpScript::add(const QByteArray &line, int number)
{
    if (line.isEmpty() || line.startsWith('#'))
        return;
    Step step{number, line, {}, 1};
    const qsizetype blank = line.indexOf(' ');
    if (blank > 0) {
        step.keyword = line.left(blank);
        step.text = line.mid(blank + 1);
    }
    if (step.keyword == "S" && step.text.startsWith('x')) {
        const qsizetype colon = step.text.indexOf(": ");
        step.count = step.text.mid(1, colon - 1).toInt();
        step.text = step.text.mid(colon + 2);
        step.keyword = "S:";
    }
    if (step.keyword == "layers:")
        m_layers = step.text.split(' ');
    else if (step.keyword == "set:")
        m_settings += step.text.split(' ');
    else
        m_steps.append(step);
}

bool SmtpScript::isBareOnly() const
{
    return std::any_of(m_steps.begin(), m_steps.end(),
                       [](const Step &step) { return bareKeywords.contains(step.keyword); });
}

bool SmtpScript::runsOn(ScriptLayer layer) const
{
    return m_layers.isEmpty() || m_layers.contains(scriptLayerName(layer));
}

smtp::SessionConfig SmtpScript::config(ScriptLayer layer) const
{
    smtp::SessionConfig config;
    config.hostname = "mx.test";
    config.listener = QStringLiteral("relay");
    config.clientAddress = QStringLiteral("127.0.0.2");
    config.isTlsAvailable = layer != ScriptLayer::Implicit;
    config.isEncrypted = layer == ScriptLayer::Implicit;
    config.mechanisms = {"PLAIN", "LOGIN"};
    for (const QByteArray &setting : m_settings) {
        const QByteArray key = setting.left(setting.indexOf('='));
        const QByteArray value = setting.mid(key.size() + 1);
        if (key == "size")
            config.maxMessageSize = value.toLongLong();
        else if (key == "recipients")
            config.maxRecipients = value.toInt();
        else if (key == "errors")
            config.maxErrors = value.toInt();
        else if (key == "tls")
            config.isTlsAvailable = value == "yes";
        else if (key == "plain-auth")
            config.isAuthWithoutTls = value == "yes";
        else if (key == "mechanisms" && value == "none")
            config.mechanisms.clear();
        else
            qFatal("Unknown setting %s", setting.constData());
    }
    return config;
}

QString SmtpScript::run(ScriptPeer &peer, ScriptLayer layer, BareScriptPeer *bare) const
{
    Player player(peer, layer, bare);
    QString problem = player.begin();
    if (!problem.isEmpty())
        return QStringLiteral("before the script: ") + problem;
    for (const Step &step : m_steps) {
        problem = player.play(step);
        if (!problem.isEmpty())
            return QStringLiteral("line %1: %2").arg(step.line).arg(problem);
    }
    player.flush();
    return {};
}

} // namespace postern::test
