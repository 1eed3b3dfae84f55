// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/QueueItemDialog.h"

#include "app/console/models/QueueStateText.h"
#include "app/console/models/RelativeTime.h"
#include "app/console/widgets/BreakableText.h"
#include "app/console/widgets/FactList.h"
#include "app/console/widgets/Surface.h"
#include "shared/control/ValueCodec.h"

#include <QBoxLayout>
#include <QLocale>

namespace postern
{

namespace
{

QString clientText(const QueueItem &item)
{
    return item.helo.isEmpty() ? item.clientAddress
                               : QueueItemDialog::tr("%1, which calls itself %2")
                                     .arg(item.clientAddress, item.helo);
}

} // namespace

QueueItemDialog::QueueItemDialog(Theme &theme, ServerConnection &connection, const QString &id,
                                 std::function<UtcMs()> now)
    : Dialog(theme, QStringLiteral("queueItemDialog"), tr("Message %1").arg(id)),
      m_connection(connection), m_id(id), m_now(std::move(now)),
      m_stateLabel(new ThemedLabel(theme, TextStyle::Body, ColorRole::Muted, tr("Reading…"), this))
{
    m_stateLabel->setObjectName(QStringLiteral("queueItemStateLabel"));
    m_stateLabel->setWordWrap(true);
    m_stateLabel->setMinimumHeight(theme.px(120));
    m_stateLabel->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    body()->addWidget(m_stateLabel);
    Button *close =
        addButton(Button::Kind::Secondary, tr("Close"), QStringLiteral("closeItemButton"));
    connect(close, &Button::clicked, this, &Dialog::requestClose);
    setDefaultButton(close);
    setInitialFocus(close);
    connect(&connection, &ServerConnection::eventReceived, this,
            [this](const QString &topic, const QJsonObject &) {
                if (topic == QLatin1String("queue.changed"))
                    ask();
            });
    ask();
}

void QueueItemDialog::ask()
{
    if (m_isAsking) {
        m_isAgain = true;
        return;
    }
    m_isAsking = true;
    m_isAgain = false;
    m_connection.call(QStringLiteral("queue.show"), {{QStringLiteral("id"), m_id}}, this,
                      [this](const ServerConnection::Answer &answer) {
                          m_isAsking = false;
                          const Result<QueueItem> item =
                              !answer.ok()
                                  ? Result<QueueItem>(answer.error())
                                  : control::fromJson<QueueItem>(
                                      answer.value().value(QStringLiteral("item")).toObject(),
                                      QStringLiteral("item"));
                          if (item.ok()) {
                              show(*item);
                          } else {
                              m_stateLabel->setText(item.error().text);
                              m_stateLabel->setColorRole(ColorRole::Danger);
                              m_stateLabel->show();
                          }
                          if (m_isAgain)
                              ask();
                      });
}

void QueueItemDialog::show(const QueueItem &item)
{
    m_stateLabel->hide();
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme().px(8));
    addFacts(column, item);
    for (const QueueRecipient &recipient : item.recipients)
        addRecipient(column, recipient);
    if (m_content != nullptr) {
        m_content->hide();
        m_content->deleteLater();
    }
    m_content = content;
    body()->addWidget(content);
    content->show();
    updateGeometry();
}

void QueueItemDialog::addFacts(QVBoxLayout *column, const QueueItem &item)
{
    auto *facts = new FactList(theme(), this);
    facts->add(tr("From"), item.sender.isEmpty() ? tr("(empty sender)") : item.sender,
               QStringLiteral("sender"));
    facts->add(tr("Client"), clientText(item), QStringLiteral("client"));
    facts->add(tr("Logged in as"), item.user, QStringLiteral("user"));
    facts->add(tr("Listener"), item.listener, QStringLiteral("listener"));
    facts->add(tr("Accepted"), exactTime(item.acceptedAt), QStringLiteral("accepted"));
    facts->add(tr("Size"), QLocale().formattedDataSize(item.size), QStringLiteral("size"));
    facts->add(tr("Message-ID"), breakable(item.messageId), QStringLiteral("messageId"));
    column->addWidget(facts);
}

ThemedLabel *QueueItemDialog::addText(QVBoxLayout *column, TextStyle style, ColorRole role,
                                      const QString &text, const QString &labelName)
{
    auto *label = new ThemedLabel(theme(), style, role, breakable(text), this);
    label->setObjectName(labelName);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(label);
    return label;
}

void QueueItemDialog::addRecipient(QVBoxLayout *column, const QueueRecipient &recipient)
{
    column->addSpacing(theme().px(12));
    auto *line = new Surface(theme(), ColorRole::Hair, this);
    line->setFixedHeight(theme().hair());
    column->addWidget(line);
    column->addSpacing(theme().px(4));
    addText(column, TextStyle::Strong, ColorRole::Text, recipient.address,
            QStringLiteral("recipientLabel"));
    addText(column, TextStyle::Body, ColorRole::Muted, recipientStateText(recipient, m_now()),
            QStringLiteral("recipientStateLabel"));
    int number = 0;
    for (const DeliveryAttempt &attempt : recipient.history)
        addAttempt(column, ++number, attempt);
    if (recipient.history.isEmpty()) {
        addText(column, TextStyle::Secondary, ColorRole::Muted, tr("No attempt was made yet."),
                QStringLiteral("noAttemptLabel"));
    }
}

void QueueItemDialog::addAttempt(QVBoxLayout *column, int number, const DeliveryAttempt &attempt)
{
    auto *well = new Surface(theme(), ColorRole::Well, this);
    auto *lines = new QVBoxLayout(well);
    const int margin = theme().px(12);
    lines->setContentsMargins(margin, theme().px(8), margin, theme().px(8));
    lines->setSpacing(theme().px(4));
    column->addWidget(well);
    QStringList head{tr("Attempt %1").arg(number), exactTime(attempt.at), attempt.host,
                     attempt.tls};
    head.removeAll(QString());
    addText(lines, TextStyle::Secondary, ColorRole::Muted, head.join(QStringLiteral(" · ")),
            QStringLiteral("attemptLabel"));
    addText(lines, TextStyle::MonoSmall, ColorRole::Text, attempt.reply,
            QStringLiteral("replyLabel"));
}

} // namespace postern
