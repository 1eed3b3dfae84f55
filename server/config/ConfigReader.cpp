// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/ConfigReader.h"

#include "shared/net/AddressComplaint.h"

#include <algorithm>
#include <array>

namespace postern::config
{

namespace
{

struct TextKey
{
    QStringView key;
    QString ServerConfig::*member;
};
constexpr std::array textKeys{
    TextKey{u"data_dir", &ServerConfig::dataDir},
    TextKey{u"hostname", &ServerConfig::hostname},
    TextKey{u"database.url", &ServerConfig::databaseUrl},
    TextKey{u"tls.certificate", &ServerConfig::certificate},
    TextKey{u"tls.key", &ServerConfig::key},
    TextKey{u"log.file", &ServerConfig::logFile},
    TextKey{u"log.level", &ServerConfig::logLevel},
};

Error problem(const QString &text)
{
    return {ErrorKind::Invalid, text};
}

Result<QString> oneOf(const ConfigItem &item, const QStringList &words)
{
    if (words.contains(item.values.first()))
        return item.values.first();
    return problem(QStringLiteral("the value must be one of \"%1\"")
                       .arg(words.join(QStringLiteral("\", \""))));
}

Result<QString> oneText(const ConfigItem &item)
{
    if (!item.isText)
        return problem(QStringLiteral("the value must be a text in quotes"));
    if (item.values.size() != 1 || item.values.first().isEmpty())
        return problem(QStringLiteral("the value must be one text that is not empty"));
    return item.values.first();
}

} // namespace

Error ConfigReader::problemAt(int line, const QString &key, const QString &text) const
{
    return problem(placedText(m_config.file, line, key, text));
}

Result<void> ConfigReader::take(const ConfigItem &item)
{
    if (item.table < 0)
        m_config.lines.insert(item.key, item.line);
    const Result<void> done = read(item);
    if (!done)
        return problemAt(item.line, item.key, done.error().text);
    return {};
}

Result<void> ConfigReader::read(const ConfigItem &item)
{
    if (item.key.startsWith(QStringLiteral("listener.")))
        return readListener(item);
    if (item.key == QStringLiteral("control.listen"))
        return readControl(item);
    return readText(item);
}

Result<void> ConfigReader::readText(const ConfigItem &item)
{
    const auto *const row = std::find_if(textKeys.begin(), textKeys.end(),
                                         [&](const TextKey &r) { return r.key == item.key; });
    if (row == textKeys.end()) {
        return problem(QStringLiteral(
            "there is no such key; the keys are data_dir, hostname, database.url, control.listen, "
            "tls.certificate, tls.key, log.file, log.level and [[listener]] with name, address, "
            "role, tls and auth_without_tls"));
    }
    Result<QString> value = oneText(item);
    if (value.ok() && row->key == u"log.level") {
        value = oneOf(item, {QStringLiteral("error"), QStringLiteral("warning"),
                             QStringLiteral("info"), QStringLiteral("debug")});
    } else if (value.ok() && row->key == u"hostname") {
        value = canonicalHostname(*value);
    }
    if (!value)
        return value.error();
    if (row->key == u"data_dir" && !value->startsWith(u'/'))
        return problem(QStringLiteral("the path must begin with /"));
    m_config.*row->member = *value;
    return {};
}

Result<void> ConfigReader::readControl(const ConfigItem &item)
{
    if (!item.isText)
        return problem(QStringLiteral("the value must be a text in quotes, or a list of them"));
    m_config.control.clear();
    for (const QString &text : item.values) {
        const Result<ListenAddress> address = ListenAddress::parse(text);
        if (!address)
            return address.error();
        m_config.control.append(address.value());
    }
    return {};
}

Result<void> ConfigReader::readListener(const ConfigItem &item)
{
    if (item.table < 0)
        return problem(QStringLiteral("listeners are written as [[listener]], in two brackets"));
    while (m_listeners.size() <= item.table)
        m_listeners.append(Listener{{}, item.line});
    Listener &listener = m_listeners[item.table];
    const QString key = item.key.mid(9);
    if (key == u"auth_without_tls")
        return readFlag(item, listener.config.isAuthWithoutTls);
    if (const Result<QString> value = oneText(item); !value)
        return value.error();
    if (key == u"name")
        return readName(item, listener);
    if (key == u"address")
        return readAddress(item, listener);
    const bool isRole = key == u"role";
    if (!isRole && key != u"tls") {
        return problem(
            QStringLiteral("a listener has no such key; its keys are name, address, role, "
                           "tls and auth_without_tls"));
    }
    const Result<QString> word =
        isRole ? oneOf(item, {QStringLiteral("relay"), QStringLiteral("submission")})
               : oneOf(item, {QStringLiteral("none"), QStringLiteral("starttls"),
                              QStringLiteral("implicit")});
    if (!word)
        return word.error();
    (isRole ? listener.config.role : listener.config.tls) = *word;
    return {};
}

Result<void> ConfigReader::readFlag(const ConfigItem &item, bool &flag)
{
    if (!item.flag)
        return problem(QStringLiteral("the value must be true or false, without quotes"));
    flag = *item.flag;
    return {};
}

Result<void> ConfigReader::readName(const ConfigItem &item, Listener &listener)
{
    const QString &name = item.values.first();
    if (name == u"control") {
        return problem(QStringLiteral("the name \"control\" is reserved: in ports.json it stands "
                                      "for the port of consoles; choose another, such as "
                                      "\"relay\""));
    }
    if (const int other = m_nameLines.value(name); other != 0) {
        return problem(QStringLiteral("the listener of line %1 has the name %2 already; give "
                                      "each a name of its own")
                           .arg(QString::number(other), AddressComplaint::shown(name)));
    }
    m_nameLines.insert(name, item.line);
    listener.config.name = name;
    return {};
}

Result<void> ConfigReader::readAddress(const ConfigItem &item, Listener &listener)
{
    const Result<ListenAddress> address = ListenAddress::parse(item.values.first());
    if (!address)
        return address.error();
    listener.config.address = address.value();
    listener.addressLine = item.line;
    if (address->port == 0)
        return {};
    const QString text = address->toString();
    if (const int other = m_addressLines.value(text); other != 0) {
        return problem(QStringLiteral("the listener of line %1 has the address %2 already; choose "
                                      "another port")
                           .arg(other)
                           .arg(text));
    }
    m_addressLines.insert(text, item.line);
    return {};
}

/// Role and port, and a number behind it where others have that name.
void ConfigReader::nameTheNameless()
{
    for (Listener &listener : m_listeners) {
        ListenerConfig &config = listener.config;
        if (!config.name.isEmpty())
            continue;
        const QString name = QStringLiteral("%1-%2").arg(config.role).arg(config.address.port);
        config.name = name;
        for (int number = 2; m_nameLines.contains(config.name); ++number)
            config.name = QStringLiteral("%1-%2").arg(name).arg(number);
        m_nameLines.insert(config.name, listener.line);
    }
}

Result<void> ConfigReader::checkPair() const
{
    if (m_config.certificate.isEmpty() == m_config.key.isEmpty())
        return {};
    const bool isKeyMissing = m_config.key.isEmpty();
    const QString certificate = QStringLiteral("tls.certificate");
    const QString key = QStringLiteral("tls.key");
    const QString &written = isKeyMissing ? certificate : key;
    return problemAt(m_config.lines.value(written), written,
                     QStringLiteral("certificate and key go together; write %1 too, or neither for "
                                    "a certificate of the server's own")
                         .arg(isKeyMissing ? key : certificate));
}

Result<void> ConfigReader::finish()
{
    for (const Listener &listener : std::as_const(m_listeners)) {
        if (listener.addressLine == 0) {
            return problemAt(listener.line, QStringLiteral("listener.address"),
                             QStringLiteral("the listener that begins here has no address; write "
                                            "one, such as \"127.0.0.1:25\""));
        }
    }
    for (const ListenAddress &control : std::as_const(m_config.control)) {
        const int other = m_addressLines.value(control.toString());
        if (other != 0) {
            return problemAt(other, QStringLiteral("listener.address"),
                             QStringLiteral("%1 is where consoles connect (control.listen); choose "
                                            "another port")
                                 .arg(control.toString()));
        }
    }
    nameTheNameless();
    if (!m_listeners.isEmpty())
        m_config.listeners.clear();
    for (const Listener &listener : std::as_const(m_listeners))
        m_config.listeners.append(listener.config);
    return checkPair();
}

} // namespace postern::config
