// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/start/CertificateDialog.h"

#include "app/connection/Fingerprint.h"
#include "app/console/models/RelativeTime.h"
#include "app/console/start/FingerprintTail.h"
#include "app/console/widgets/FingerprintWell.h"
#include "app/console/widgets/FormField.h"

#include <QBoxLayout>

#include <algorithm>

namespace postern
{

namespace
{

int differingGroups(const QByteArray &one, const QByteArray &other)
{
    const QStringList left = fingerprintText(one).split(u' ');
    const QStringList right = fingerprintText(other).split(u' ');
    int count = 0;
    for (int i = 0; i < right.size(); ++i)
        count += i >= left.size() || left.at(i) != right.at(i) ? 1 : 0;
    return count;
}

} // namespace

CertificateDialog::CertificateDialog(Theme &theme, const ServerProfile &server,
                                     const QByteArray &shown, UtcMs now)
    : Dialog(theme, QStringLiteral("certificateDialog"),
             tr("%1 shows another key").arg(server.host)),
      m_expectedTail(fingerprintTail(shown))
{
    setTitleIcon(QStringLiteral("warning"), ColorRole::Danger);
    hideCloseButton(); // the two answers stand below
    const QString since = server.trustedSince > 0 ? dayText(server.trustedSince, now) : QString();
    const QString story =
        since.isEmpty()
            ? tr("It is not the key that is trusted here. Either the server was set up anew, or "
                 "something stands between you and it. Ask whoever runs it before you go on; "
                 "nothing has been sent yet.")
            : tr("It is not the key that has been trusted since %1. Either the server was set up "
                 "anew, or something stands between you and it. Ask whoever runs it before you go "
                 "on; nothing has been sent yet.")
                  .arg(since);
    auto *sentence = new ThemedLabel(theme, TextStyle::Body, ColorRole::Text, story, this);
    sentence->setWordWrap(true);
    setAccessibleDescription(story);
    body()->addWidget(sentence);
    body()->addSpacing(theme.px(16));
    addKeys(server.fingerprint, shown,
            since.isEmpty() ? tr("Trusted until now") : tr("Trusted since %1").arg(since));
    m_tailField = new FormField(theme, QStringLiteral("tailField"), tailLabel(), this);
    m_tailField->field()->setPlaceholderText(tr("needed to trust it"));
    const int placeholderWidth =
        m_tailField->field()->fontMetrics().horizontalAdvance(tr("needed to trust it"));
    m_tailField->field()->setMaximumWidth(
        std::max(theme.px(176), placeholderWidth + theme.px(2 * 12 + 8)));
    body()->addWidget(m_tailField);
    // The room that is kept for an answer under the field is the space above the buttons.
    QMargins margins = body()->contentsMargins();
    margins.setBottom(theme.px(4));
    body()->setContentsMargins(margins);

    m_trustButton =
        addButton(Button::Kind::Secondary, tr("Trust the new key"), QStringLiteral("trustButton"));
    m_trustButton->setEnabled(false);
    Button *refuse =
        addButton(Button::Kind::Primary, tr("Do not connect"), QStringLiteral("refuseButton"));
    setDefaultButton(refuse);
    setInitialFocus(refuse);
    connect(m_tailField->field(), &QLineEdit::textEdited, this, &CertificateDialog::onTailEdited);
    connect(refuse, &Button::clicked, this, &CertificateDialog::requestClose);
    connect(m_trustButton, &Button::clicked, this, [this] {
        finish();
        emit trustGiven();
    });
}

void CertificateDialog::addKeys(const QByteArray &trusted, const QByteArray &shown,
                                const QString &trustedText)
{
    auto *before = new ThemedLabel(theme(), TextStyle::Label, ColorRole::Text, trustedText, this);
    before->setObjectName(QStringLiteral("trustedLabel"));
    auto *trustedWell = new FingerprintWell(theme(), QStringLiteral("trustedWell"), this);
    trustedWell->setAccessibleName(before->text());
    trustedWell->setFingerprint(trusted);
    auto *now =
        new ThemedLabel(theme(), TextStyle::Label, ColorRole::Danger, tr("Shown now"), this);
    const int differing = differingGroups(trusted, shown);
    auto *difference = new ThemedLabel(
        theme(), TextStyle::Secondary, ColorRole::Muted,
        differing == 8 ? tr("differs everywhere") : tr("differs in %1 of 8 groups").arg(differing),
        this);
    auto *shownWell = new FingerprintWell(theme(), QStringLiteral("shownWell"), this);
    shownWell->setAccessibleName(now->text());
    shownWell->setFingerprint(shown, FingerprintWell::Ground::Danger);
    auto *sign = new QLabel(this);
    sign->setPixmap(
        theme().icon(QStringLiteral("error"), 16, ColorRole::Danger, devicePixelRatioF()));
    auto *head = new QHBoxLayout;
    head->setSpacing(theme().px(8));
    head->addWidget(sign);
    head->addWidget(now);
    head->addStretch(1);
    head->addWidget(difference);

    body()->addWidget(before);
    body()->addSpacing(theme().px(4));
    body()->addWidget(trustedWell);
    body()->addSpacing(theme().px(16));
    body()->addLayout(head);
    body()->addSpacing(theme().px(4));
    body()->addWidget(shownWell);
    body()->addSpacing(theme().px(16));
}

void CertificateDialog::onTailEdited()
{
    const TailMatch match = matchTail(m_tailField->text(), m_expectedTail);
    m_trustButton->setEnabled(match == TailMatch::Right);
    if (match == TailMatch::Wrong)
        m_tailField->showError(tailMismatchText());
    else
        m_tailField->clearAnswer();
}

void CertificateDialog::requestClose()
{
    finish();
    emit refused();
}

} // namespace postern
