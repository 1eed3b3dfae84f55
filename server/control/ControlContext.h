// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/Authority.h"
#include "server/control/Call.h"
#include "server/control/ControlSetup.h"
#include "server/control/PasswordPool.h"

#include <QObject>

#include <functional>

namespace postern::control
{

/// What every handler works with. Owned by the ControlServer; control thread only.
struct ControlContext
{
    QObject *receiver = nullptr;           ///< answers of other threads come back while it lives
    storage::Database *database = nullptr; ///< for reading
    const ControlSources &sources;
    const ControlSetup &setup;
    PasswordPool &passwords;
    /// Something was committed: rebuild what is in force.
    std::function<void(Topic)> changed;
    /// To every logged-in connection.
    std::function<void(const QString &topic, const QJsonObject &data)> publish;
    /// Ends the connections of one administrator, with a sentence that tells why.
    std::function<void(const QString &administrator, const QString &reason)> endConnections;
    /// Someone who has not logged in was turned away; a sentence of ours for the log.
    std::function<void(const IpAddress &client, const QString &why)> refused;
    std::function<QList<ControlAddress>()> addresses; ///< with the ports that were chosen
    std::function<QString()> fingerprint;
    std::function<void()> noteQueueChanged; ///< the event, at most twice a second
    /// Before each request: opens `database` again if its server has gone away.
    std::function<void()> renewReader;

    [[nodiscard]] UtcMs now() const { return sources.now(); }
    /// How long a session lasts without a request, as the settings have it now.
    [[nodiscard]] qint64 sessionMs() const { return sources.snapshot()->settings.controlSessionMs; }
    /// When a session that is used now is over if it is not used again.
    [[nodiscard]] UtcMs sessionEnd() const { return now() + sessionMs(); }

    /// The change that `call` asks for: as below, if who asked still may when its turn comes
    /// (Authority); else Unauthorized, and the job does not run.
    template<typename T>
    void write(const Call &call, std::function<Result<T>(storage::Database &)> job,
               std::function<void(const T &)> committed, const Reply &reply) const
    {
        write<T>(
            [authority = Authority(call, now()),
             job = std::move(job)](storage::Database &written) -> Result<T> {
                if (const Result<void> allowed = authority.confirm(written); !allowed.ok())
                    return allowed.error();
                return job(written);
            },
            std::move(committed), reply);
    }
    /// The same for a job that has no value.
    void write(const Call &call, std::function<Result<void>(storage::Database &)> job,
               std::function<void()> committed, const Reply &reply) const
    {
        write<bool>(
            call,
            [job = std::move(job)](storage::Database &written) -> Result<bool> {
                const Result<void> done = job(written);
                return done.ok() ? Result<bool>(true) : Result<bool>(done.error());
            },
            [committed = std::move(committed)](const bool &) { committed(); }, reply);
    }

    /// Runs `job` on the storage thread; after its commit `committed` runs here, else `reply` gets
    /// the error.
    template<typename T>
    void write(std::function<Result<T>(storage::Database &)> job,
               std::function<void(const T &)> committed, const Reply &reply) const
    {
        sources.storage.submit<T>(receiver, std::move(job),
                                  [committed = std::move(committed), reply](Result<T> result) {
                                      if (result.ok())
                                          committed(*result);
                                      else
                                          reply(result.error());
                                  });
    }
};

} // namespace postern::control
