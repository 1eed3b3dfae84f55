// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/QueuePage.h"

#include "app/console/dialogs/DialogHost.h"
#include "app/console/dialogs/QuestionDialog.h"
#include "app/console/dialogs/QueueItemDialog.h"
#include "app/console/models/QueueFeed.h"
#include "app/console/models/QueueModel.h"
#include "app/console/pages/TickWords.h"

#include <QJsonArray>
#include <QTimer>

namespace postern
{

QueuePage::QueuePage(const PageContext &context) : QueuePage(context, new QueueModel(context.now))
{}

QueuePage::QueuePage(const PageContext &context, QueueModel *model)
    : ListPage(context, QStringLiteral("queuePage"), tr("Queue"), model,
               {{ColumnKind::Box, 40},
                {ColumnKind::Link, 152},
                {ColumnKind::Text, 176},
                {ColumnKind::Text, 236},
                {ColumnKind::Text, -1},
                {ColumnKind::Figure, 90},
                {ColumnKind::Muted, 110}},
               {QStringLiteral("queue"),
                tr("Nothing waits: every message was handed over."),
                tr("No message matches the filter."),
                {}}),
      m_model(*model), m_feed(new QueueFeed(context.connection, *model, this))
{
    model->setParent(this);
    setMayAdd(false);
    setDeleteText(tr("Remove"));
    addChange(tr("Hold"), QStringLiteral("holdButton"), QStringLiteral("pause"),
              QStringLiteral("queue.hold"), [](int count) {
                  return count == 1 ? tr("1 recipient held.")
                                    : tr("%L1 recipients held.").arg(count);
              });
    addChange(tr("Release"), QStringLiteral("releaseButton"), QStringLiteral("play"),
              QStringLiteral("queue.release"), [](int count) {
                  return count == 1 ? tr("1 recipient released.")
                                    : tr("%L1 recipients released.").arg(count);
              });
    addChange(tr("Retry"), QStringLiteral("retryButton"), QStringLiteral("refresh"),
              QStringLiteral("queue.retry"), [](int count) {
                  return count == 1 ? tr("1 recipient tried again now.")
                                    : tr("%L1 recipients tried again now.").arg(count);
              });
    connect(m_feed, &QueueFeed::loaded, this, [this] { setLoaded(true); });
    connect(m_feed, &QueueFeed::failed, this, &QueuePage::showRefreshFailed);
    using State = ServerConnection::State;
    connect(&connection(), &ServerConnection::stateChanged, this, [this](State state) {
        if (state == State::Connected)
            offer(connection().role());
    });
    if (connection().state() == State::Connected)
        offer(connection().role());
    auto *halfMinute = new QTimer(this);
    halfMinute->setInterval(30000);
    connect(halfMinute, &QTimer::timeout, &m_model, &QueueModel::refreshTimes);
    halfMinute->start();
    offer(connection().state() == State::Connected ? connection().role() : Role::Auditor);
}

Button *QueuePage::addChange(const QString &text, const QString &buttonName, const QString &icon,
                             const QString &method, const std::function<QString(int)> &told)
{
    Button *button = addTickedButton(text, buttonName, icon);
    m_changeButtons.append(button);
    connect(button, &Button::clicked, this,
            [this, method, told] { change(method, shownTickedIds(), told); });
    return button;
}

void QueuePage::offer(Role role)
{
    const bool mayChange = role >= Role::Operator;
    setMayDelete(mayChange);
    for (Button *button : std::as_const(m_changeButtons))
        button->setVisible(mayChange);
}

void QueuePage::refresh()
{
    m_feed->refresh();
}

QString QueuePage::countText(int shown, int total) const
{
    if (shown != total)
        return ListPage::countText(shown, total);
    if (m_feed->isCut())
        return tr("the first %L1 messages").arg(total);
    return total == 1 ? tr("1 message") : tr("%L1 messages").arg(total);
}

// Mail comes by SMTP; nothing is new here.
void QueuePage::newWanted() {}

void QueuePage::openWanted(const QString &id)
{
    context().dialogs.open(new QueueItemDialog(theme(), connection(), id, context().now));
}

void QueuePage::change(const QString &method, const QStringList &ids,
                       const std::function<QString(int)> &told)
{
    const QJsonObject filter{{QStringLiteral("ids"), QJsonArray::fromStringList(ids)}};
    connection().call(method, {{QStringLiteral("filter"), filter}}, this,
                      [this, told](const ServerConnection::Answer &answer) {
                          if (!answer.ok()) {
                              showMessage(MessageBar::Kind::Error, answer.error().text);
                              return;
                          }
                          const int count = answer.value().value(QStringLiteral("changed")).toInt();
                          if (count == 0)
                              showMessage(
                                  MessageBar::Kind::Information,
                                  tr("Nothing changed: none of them was in a state for that."));
                          else
                              showMessage(MessageBar::Kind::Success, told(count));
                          refresh();
                      });
}

void QueuePage::deleteWanted(const QStringList &ids)
{
    const bool isOne = ids.size() == 1;
    QStringList sentences{
        tr("The mail is lost for whoever has not received it yet. The sender is not told."),
        tr("What was delivered already stays delivered.")};
    sentences = hiddenSentences(ids) + sentences;
    if (!isOne)
        sentences.prepend(tr("Removed are: %1.").arg(TickWords::names(ids)));
    auto *question = new QuestionDialog(theme(), QStringLiteral("removeQuestion"),
                                        isOne ? tr("Remove message %1?").arg(ids.constFirst())
                                              : tr("Remove %L1 messages?").arg(ids.size()),
                                        sentences, tr("Remove"));
    connect(question, &QuestionDialog::confirmed, this, [this, ids] {
        change(QStringLiteral("queue.remove"), ids, [](int count) {
            return count == 1 ? tr("1 recipient removed.")
                              : tr("%L1 recipients removed.").arg(count);
        });
    });
    context().dialogs.open(question);
}

} // namespace postern
