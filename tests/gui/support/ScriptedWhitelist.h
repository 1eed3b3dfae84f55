// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/Accounts.h"
#include "shared/model/Effect.h"
#include "shared/model/WhitelistEntry.h"
#include "tests/support/FakeControlServer.h"

#include <QDateTime>

namespace postern::test
{

/// Teaches a FakeControlServer a whitelist in memory: list by pages, preview, add, update, remove
/// with revisions, and what another administrator does meanwhile. Everybody who logs in is a System
/// Administrator of that name.
class ScriptedWhitelist
{
public:
    ScriptedWhitelist(FakeControlServer &server, UtcMs now);

    /// An entry to start from; returns its id.
    QString put(const QString &address, const QString &description, Services services,
                UtcMs changedAt, const QString &changedBy);
    void putBuiltIn();
    [[nodiscard]] const WhitelistEntry *find(const QString &address) const;
    [[nodiscard]] qsizetype count() const { return m_entries.size(); }
    void setExpiry(const QString &address, UtcMs at);
    void setEnabled(const QString &address, bool isOn);
    void setRole(Role role) { m_role = role; }
    void setPageSize(qsizetype size) { m_pageSize = size; }

    /// Another administrator: changes the stored entry and tells everybody.
    void otherDescribes(const QString &address, const QString &description);
    /// The same for whether it is switched on.
    void otherSwitches(const QString &address, bool isOn);
    void otherRemoves(const QString &address);
    /// From now on whitelist.preview is answered so, whatever it asks about.
    void answerPreview(const QJsonObject &answer) { m_previewAnswer = answer; }
    /// The next call of `method` is answered with this error instead.
    void refuseNext(const QString &method, const Error &error) { m_refusals.insert(method, error); }
    /// The params of the last call of `method`.
    [[nodiscard]] QJsonObject lastParams(const QString &method) const
    {
        return m_lastParams.value(method);
    }

private:
    using Outcome = Result<QJsonObject>;
    void teach(const QString &method, std::function<Outcome(const QJsonObject &)> handler);
    void teachLogin();
    [[nodiscard]] Outcome session(const QString &name) const;
    [[nodiscard]] Outcome list(const QJsonObject &params) const;
    [[nodiscard]] Outcome preview(const QJsonObject &params) const;
    [[nodiscard]] Outcome add(const QJsonObject &params);
    [[nodiscard]] Outcome update(const QJsonObject &params);
    [[nodiscard]] Outcome disable(const QJsonObject &params);
    [[nodiscard]] Outcome remove(const QJsonObject &params);
    [[nodiscard]] QList<Effect> effectsOf(const WhitelistEntry &entry) const;
    [[nodiscard]] const WhitelistEntry *wider(const WhitelistEntry &entry) const;
    [[nodiscard]] WhitelistEntry *byId(const QString &id);
    [[nodiscard]] WhitelistEntry *byAddress(const QString &address);
    void tellChanged(const WhitelistEntry &entry);

    FakeControlServer &m_server;
    UtcMs m_now;
    Role m_role = Role::Admin;
    qsizetype m_pageSize = 1000;
    int m_nextId = 1;
    QList<WhitelistEntry> m_entries;
    QJsonObject m_previewAnswer;
    QHash<QString, Error> m_refusals;
    QHash<QString, QJsonObject> m_lastParams;
};

} // namespace postern::test
