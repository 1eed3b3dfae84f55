// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/ProfileStore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace postern
{

namespace
{

constexpr qint64 maxFileBytes = 1024 * 1024;

class ProfileStoreTexts
{
    Q_DECLARE_TR_FUNCTIONS(ProfileStore)
};

Error wrongFile(const QString &path)
{
    return Error{ErrorKind::Invalid,
                 ProfileStoreTexts::tr(
                     "The list of saved servers, %1, is damaged. Move it away to start with an "
                     "empty one.")
                     .arg(QDir::toNativeSeparators(path))};
}

QJsonObject toJson(const ServerProfile &profile)
{
    return {{QStringLiteral("host"), profile.host},
            {QStringLiteral("port"), profile.port},
            {QStringLiteral("localSocket"), profile.localSocketPath},
            {QStringLiteral("fingerprint"), QString::fromLatin1(profile.fingerprint.toHex())},
            {QStringLiteral("userName"), profile.userName},
            {QStringLiteral("lastUsedAt"), qint64{profile.lastUsedAt}},
            {QStringLiteral("trustedSince"), qint64{profile.trustedSince}}};
}

std::optional<ServerProfile> fromJson(const QJsonObject &json)
{
    ServerProfile profile;
    profile.host = json.value(QStringLiteral("host")).toString();
    profile.localSocketPath = json.value(QStringLiteral("localSocket")).toString();
    profile.userName = json.value(QStringLiteral("userName")).toString();
    profile.lastUsedAt = json.value(QStringLiteral("lastUsedAt")).toInteger();
    profile.trustedSince = json.value(QStringLiteral("trustedSince")).toInteger();
    const int port = json.value(QStringLiteral("port")).toInt(0);
    if (port < 1 || port > 65535 || (profile.host.isEmpty() && profile.localSocketPath.isEmpty()))
        return std::nullopt;
    profile.port = static_cast<quint16>(port);
    const QString hex = json.value(QStringLiteral("fingerprint")).toString();
    if (!hex.isEmpty()) {
        const Result<QByteArray> fingerprint = parseFingerprint(hex);
        if (!fingerprint)
            return std::nullopt;
        profile.fingerprint = fingerprint.value();
    }
    return profile;
}

bool isSameServer(const ServerProfile &one, const ServerProfile &other)
{
    return one.address().compare(other.address(), Qt::CaseInsensitive) == 0;
}

void removeAddress(QList<ServerProfile> &profiles, const ServerProfile &profile)
{
    profiles.removeIf(
        [&profile](const ServerProfile &other) { return isSameServer(other, profile); });
}

} // namespace

ProfileStore::ProfileStore(QString path) : m_path(std::move(path)) {}

Result<QList<ServerProfile>> ProfileStore::load() const
{
    QFile file(m_path);
    if (!file.exists())
        return QList<ServerProfile>{};
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorKind::Unavailable,
                     ProfileStoreTexts::tr("The list of saved servers, %1, cannot be read: %2")
                         .arg(QDir::toNativeSeparators(m_path), file.errorString())};
    }
    const QJsonDocument document = QJsonDocument::fromJson(file.read(maxFileBytes));
    const QJsonValue servers = document.object().value(QStringLiteral("servers"));
    if (!servers.isArray())
        return wrongFile(m_path);
    QList<ServerProfile> profiles;
    for (const QJsonValue &value : servers.toArray()) {
        const std::optional<ServerProfile> profile = fromJson(value.toObject());
        if (!profile)
            return wrongFile(m_path);
        profiles.append(*profile);
    }
    return profiles;
}

Result<void> ProfileStore::save(const QList<ServerProfile> &profiles) const
{
    QJsonArray servers;
    for (const ServerProfile &profile : profiles)
        servers.append(toJson(profile));
    const QByteArray bytes =
        QJsonDocument(QJsonObject{{QStringLiteral("servers"), servers}}).toJson();

    QDir().mkpath(QFileInfo(m_path).absolutePath());
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush()
        || !file.commit()) {
        return Error{ErrorKind::Unavailable,
                     ProfileStoreTexts::tr("The list of saved servers, %1, cannot be written: %2")
                         .arg(QDir::toNativeSeparators(m_path), file.errorString())};
    }
    return {};
}

Result<void> ProfileStore::remember(const ServerProfile &profile, UtcMs now) const
{
    Result<QList<ServerProfile>> profiles = load();
    if (!profiles)
        return profiles.error();
    ServerProfile used = profile;
    used.lastUsedAt = now;
    used.trustedSince = now;
    for (const ServerProfile &known : std::as_const(profiles.value())) {
        if (isSameServer(known, profile) && known.fingerprint == profile.fingerprint)
            used.trustedSince = known.trustedSince;
    }
    removeAddress(profiles.value(), profile);
    profiles.value().prepend(used);
    return save(profiles.value());
}

Result<void> ProfileStore::forget(const ServerProfile &profile) const
{
    Result<QList<ServerProfile>> profiles = load();
    if (!profiles)
        return profiles.error();
    removeAddress(profiles.value(), profile);
    return save(profiles.value());
}

} // namespace postern
