// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/SaslExchange.h"
#include "server/smtp/SmtpSession.h"
#include "tests/support/ScriptPeer.h"

#include <QList>

namespace postern::test
{

/// A bare SmtpSession with just enough of a world around it for SmtpScript: domains, one user, and
/// a list of what was stored.
class BareScriptPeer : public ScriptPeer
{
public:
    explicit BareScriptPeer(const smtp::SessionConfig &config);

    void send(const QByteArray &bytes) override;
    [[nodiscard]] std::optional<QByteArray> receiveLine() override;
    [[nodiscard]] bool startTls() override;

    /// Every byte by itself.
    void setByteByByte() { m_isByteByByte = true; }
    /// The stream is cut after this many bytes.
    void setCut(qsizetype position) { m_cut = position; }
    [[nodiscard]] qsizetype sentBytes() const { return m_sent; }

    void setNextPolicy(const QByteArray &reply) { m_nextPolicy = reply; }
    void setNextStore(const QByteArray &outcome) { m_nextStore = outcome; }
    void hold() { m_isHolding = true; }
    void release();
    /// "<from> to,to content" against the next stored message; empty: there must be none. Returns
    /// what is not so.
    [[nodiscard]] QString takeStored(const QByteArray &expected);
    [[nodiscard]] bool isClosed() const { return m_isClosed; }
    [[nodiscard]] smtp::SmtpSession &session() { return m_session; }
    [[nodiscard]] qsizetype longestPiece() const { return m_longestPiece; }

private:
    struct Stored
    {
        mail::Envelope envelope;
        QByteArray content;
    };

    void feed(QByteArrayView bytes);
    void perform(const smtp::Actions &actions);
    void perform(const smtp::Action &action);
    void performContent(const smtp::Action &action);
    void question(const smtp::Action &action);
    [[nodiscard]] smtp::Actions answer(const smtp::Action &action);
    [[nodiscard]] smtp::PolicyAnswer policyAnswer(const QByteArray &domain, bool isRecipient);
    [[nodiscard]] smtp::SaslOutcome saslOutcome(const auth::SaslExchange::Step &step);
    [[nodiscard]] smtp::StoreOutcome storeOutcome();

    smtp::SmtpSession m_session;
    QList<QByteArray> m_lines;
    QByteArray m_nextPolicy;
    QByteArray m_nextStore;
    std::optional<smtp::Action> m_heldQuestion;
    std::unique_ptr<auth::SaslExchange> m_exchange;
    std::optional<Stored> m_open;
    QList<Stored> m_stored;
    qsizetype m_cut = -1;
    qsizetype m_sent = 0;
    qsizetype m_longestPiece = 0;
    bool m_isByteByByte = false;
    bool m_isHolding = false;
    bool m_isClosed = false;
};

} // namespace postern::test
