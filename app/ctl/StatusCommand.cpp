// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/StatusCommand.h"

#include "app/connection/Fingerprint.h"
#include "app/ctl/TextTable.h"
#include "app/ctl/Wording.h"

namespace postern::ctl
{

namespace
{

// What monitoring plugins end with.
constexpr int checkOk = 0;
constexpr int checkWarning = 1;
constexpr int checkCritical = 2;

QString queueText(const ServerStatus &status)
{
    return QStringLiteral("%1 queued, %2 deferred, %3 held")
        .arg(QString::number(status.queued), QString::number(status.deferred),
             QString::number(status.held));
}

Attempt<ServerStatus> statusIn(const Attempt<QJsonObject> &answer)
{
    if (!answer)
        return answer.error();
    const Result<ServerStatus> status = control::fromJson<ServerStatus>(answer.value());
    if (!status)
        return Failure{ExitCode::Refused, status.error()};
    return status.value();
}

} // namespace

StatusCommand::StatusCommand(CommandTree &tree)
{
    tree.command(tree.root(), "status", "How the server is doing, and the fingerprint of its key",
                 [this](const CommandContext &context) { return run(context); })
        .flag("--check", m_isCheck,
              "One line for a monitoring system: ends 0 when all is well, 1 with a warning, 2 "
              "when the server does not answer");
}

Outcome StatusCommand::run(const CommandContext &context) const
{
    const auto answer = context.call(QStringLiteral("status.get"));
    const Attempt<ServerStatus> status = statusIn(answer);
    if (m_isCheck)
        return check(context, status);
    if (!status)
        return status.error();
    if (context.isJson)
        return context.printJson(answer.value());
    return print(context, status.value());
}

Outcome StatusCommand::check(const CommandContext &context,
                             const Attempt<ServerStatus> &status) const
{
    if (!status) {
        context.line(
            QStringLiteral("POSTERN CRITICAL - %1").arg(printable(status.error().error.text)));
        return checkCritical;
    }
    const QString counts =
        QStringLiteral("%1: %2, %3")
            .arg(status->hostname, queueText(status.value()),
                 counted(status->sessions, QStringLiteral("session"), QStringLiteral("sessions")));
    if (!status->warnings.isEmpty()) {
        context.line(printable(
            QStringLiteral("POSTERN WARNING - %1 (%2)").arg(status->warnings.join(u' '), counts)));
        return checkWarning;
    }
    if (status->held > 0) {
        context.line(printable(QStringLiteral("POSTERN WARNING - held messages wait for an "
                                              "administrator (%1)")
                                   .arg(counts)));
        return checkWarning;
    }
    context.line(printable(QStringLiteral("POSTERN OK - %1").arg(counts)));
    return checkOk;
}

Outcome StatusCommand::print(const CommandContext &context, const ServerStatus &status) const
{
    FieldList fields;
    fields.add(QStringLiteral("Server"),
               QStringLiteral("posternd %1 on %2").arg(status.version, status.hostname));
    fields.add(QStringLiteral("Node"), status.node);
    fields.add(QStringLiteral("Running since"), timeText(status.startedAt));
    for (const ListenerStatus &listener : status.listeners) {
        fields.add(QStringLiteral("Listener"),
                   QStringLiteral("%1 at %2 (%3, TLS %4)")
                       .arg(listener.name, listener.address, listener.role, listener.tls));
    }
    fields.add(QStringLiteral("Control"), status.control.join(QStringLiteral(", ")));
    fields.add(QStringLiteral("Fingerprint"),
               fingerprintText(QByteArray::fromHex(status.fingerprint.toLatin1())));
    fields.add(QStringLiteral("Database"), status.database);
    fields.add(QStringLiteral("Queue"), queueText(status));
    fields.add(QStringLiteral("Sessions"), QString::number(status.sessions));
    fields.print(context.out());
    for (const QString &warning : status.warnings)
        context.line(QStringLiteral("Warning: ") + printable(warning));
    return 0;
}

} // namespace postern::ctl
