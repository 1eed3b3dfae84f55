// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/AreaPage.h"

#include "app/console/dialogs/DialogHost.h"
#include "app/console/dialogs/QuestionDialog.h"
#include "app/console/models/ItemsFeed.h"

#include <QTimer>

namespace postern
{

struct AreaPage::Progress
{
    void take(const QString &name, const ServerConnection::Answer &answer, const QString &area);

    int left = 0;
    int done = 0;
    QStringList refusals;
    QHash<QString, qint64> revisions; ///< of what is still there, as the answers have it
};

void AreaPage::Progress::take(const QString &name, const ServerConnection::Answer &answer,
                              const QString &area)
{
    if (!answer.ok()) {
        refusals.append(answer.error().text);
        return;
    }
    ++done;
    const QJsonObject value = answer.value().value(area).toObject();
    if (!value.isEmpty())
        revisions.insert(name, value.value(QStringLiteral("revision")).toInteger());
}

AreaPage::AreaPage(const PageContext &context, const Identity &identity, QAbstractItemModel *model,
                   const QList<ListColumn> &columns, Words words)
    : ListPage(context, identity.objectName, identity.title, model, columns, std::move(words)),
      m_feed(new ItemsFeed(context.connection, identity.area, this))
{
    model->setParent(this);
    connect(m_feed, &ItemsFeed::received, this, [this](const QJsonArray &items) {
        takeItems(items);
        setLoaded(true);
    });
    connect(m_feed, &ItemsFeed::failed, this, &AreaPage::showRefreshFailed);
}

void AreaPage::begin()
{
    using State = ServerConnection::State;
    connect(&connection(), &ServerConnection::stateChanged, this, [this](State state) {
        if (state == State::Connected)
            offer(connection().role());
    });
    // Once the page that this will be is made.
    QTimer::singleShot(0, this, [this] {
        if (connection().state() == State::Connected)
            offer(connection().role());
    });
    auto *halfMinute = new QTimer(this);
    halfMinute->setInterval(30000);
    connect(halfMinute, &QTimer::timeout, this, [this] { refreshTimes(); });
    halfMinute->start();
    offer(connection().state() == State::Connected ? connection().role() : Role::Auditor);
}

void AreaPage::see(UtcMs at, const QString &by)
{
    if (!by.isEmpty())
        emit changeSeen(at, by);
}

void AreaPage::refresh()
{
    m_feed->refresh();
}

FormDialog::Context AreaPage::forms() const
{
    return {theme(), connection(), context().dialogs};
}

void AreaPage::run(const Order &order)
{
    auto progress = std::make_shared<Progress>();
    progress->left = static_cast<int>(order.names.size());
    for (const QString &name : order.names) {
        connection().call(order.method, {{order.key, name}}, this,
                          [this, order, name, progress](const ServerConnection::Answer &answer) {
                              progress->take(name, answer, m_feed->area());
                              if (--progress->left == 0)
                                  tell(order, *progress);
                          });
    }
}

void AreaPage::tell(const Order &order, const Progress &progress)
{
    if (progress.refusals.isEmpty()) {
        showMessage(MessageBar::Kind::Success, order.told(progress.done));
        followRows(progress.revisions);
        return;
    }
    const QString refusal = progress.refusals.constFirst();
    showMessage(
        MessageBar::Kind::Error,
        progress.done == 0
            ? refusal
            : tr("%L1 of %L2 done. %3").arg(progress.done).arg(order.names.size()).arg(refusal));
}

void AreaPage::askAndRun(const QString &title, const QStringList &sentences, const Order &order,
                         const std::function<QString(const QString &)> &nameOf)
{
    const QStringList all =
        sentences.mid(0, 1) + hiddenSentences(order.names, nameOf) + sentences.mid(1);
    auto *question =
        new QuestionDialog(theme(), QStringLiteral("deleteQuestion"), title, all, tr("Delete"));
    connect(question, &QuestionDialog::confirmed, this, [this, order] { run(order); });
    context().dialogs.open(question);
}

} // namespace postern
