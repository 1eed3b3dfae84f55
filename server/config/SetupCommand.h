// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/config/ServerConfig.h"

#include <QTextStream>

namespace postern::config
{

/// `posternd setup`: writes the configuration of a service, says who holds a port that it wants,
/// and what a firewall must pass. Asks for what the options leave open when `input` is given.
class SetupCommand
{
public:
    struct Options
    {
        QString listen;        ///< --listen: address of the relay listener, or empty
        QString controlListen; ///< --control-listen
        QString hostname;      ///< --hostname
        QString dataDir;       ///< --data-dir, an absolute path; empty: defaultDataDir()
        QString file;          ///< --config: where it is written
        bool isAsking = true;  ///< false: the defaults stand for what is not given
    };

    SetupCommand(QTextStream &input, QTextStream &output) : m_input(input), m_output(output) {}

    /// The error is one sentence. Nothing is written then. Refused when the file is there: it may
    /// hold the way to a database that nobody wrote down elsewhere.
    [[nodiscard]] Result<void> run(const Options &options);

    /// The file's text.
    [[nodiscard]] static QByteArray fileText(const ServerConfig &config);

private:
    [[nodiscard]] QString answer(const QString &given, const QString &question,
                                 const QString &proposal, bool isAsking);
    void sayPorts(const ServerConfig &config);

    QTextStream &m_input;
    QTextStream &m_output;
};

} // namespace postern::config
