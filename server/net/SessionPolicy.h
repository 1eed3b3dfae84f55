// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/SmtpServerContext.h"
#include "server/smtp/SmtpSession.h"

#include <optional>

namespace postern::net
{

class SessionJournal;

/// Asks policy on behalf of one session, with what that session knows and the snapshot that is in
/// force now, and puts the decision into the words of SMTP. Each decision goes to the journal. One
/// thread, that of the session.
class SessionPolicy
{
public:
    /// All references outlive it. `client` is folded.
    SessionPolicy(SmtpServerContext &server, const ListenerContext &listener,
                  const IpAddress &client, const smtp::SmtpSession &session,
                  SessionJournal &journal);

    [[nodiscard]] smtp::PolicyAnswer onMail(const mail::MailAddress &sender);
    [[nodiscard]] smtp::PolicyAnswer onRecipient(const mail::MailAddress &recipient);
    /// The refusal, or nothing when a login may be tried.
    [[nodiscard]] std::optional<smtp::SmtpReply> onLogin();
    /// The session's user was logged in by the credential with this id.
    void loggedIn(const QString &credential) { m_credential = credential; }
    /// The refusal, or nothing when the message may be taken: then its recipients are counted, and
    /// the reasons for which some are held are those that hold now. There is one reply for all
    /// recipients (RFC 5321 4.2.5), so one that may not be sent to any more refuses the message.
    [[nodiscard]] std::optional<smtp::SmtpReply> onEndOfData(mail::Envelope &envelope);
    /// The message of the last onEndOfData() was not stored: its recipients count no more.
    void onNotStored();

private:
    [[nodiscard]] policy::Facts facts(policy::Stage stage,
                                      const policy::PolicySnapshotPtr &snapshot) const;
    [[nodiscard]] policy::Decision decide(policy::Stage stage,
                                          const QByteArray &recipientDomain = {});
    [[nodiscard]] smtp::PolicyAnswer answerTo(const policy::Decision &decision);
    [[nodiscard]] smtp::SmtpReply refusalOf(const policy::Decision &decision);

    SmtpServerContext &m_server;
    const ListenerContext &m_listener;
    const IpAddress m_client;
    const smtp::SmtpSession &m_session;
    SessionJournal &m_journal;
    QString m_credential;
    std::weak_ptr<const policy::PolicySnapshot> m_loginSnapshot; ///< when its login began
    qint64 m_openRecipients = 0; ///< of this transaction, let in by a bypass
    SharedLimits::CountedRecipients m_counted;
};

} // namespace postern::net
