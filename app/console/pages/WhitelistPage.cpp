// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages/WhitelistPage.h"

#include "app/console/dialogs/DialogHost.h"
#include "app/console/dialogs/EffectSentences.h"
#include "app/console/dialogs/QuestionDialog.h"
#include "app/console/dialogs/WhitelistEntryDialog.h"
#include "app/console/list/ListTable.h"
#include "app/console/pages/TickWords.h"

#include <QJsonArray>
#include <QTimer>

#include <algorithm>

namespace postern
{

namespace
{

constexpr qsizetype namedEffects = 6;

QList<ListColumn> whitelistColumns()
{
    QList<ListColumn> columns{
        {ColumnKind::Box, 40}, {ColumnKind::Link, 224}, {ColumnKind::Text, -1}};
    for (qsizetype i = 0; i < allServices().size(); ++i)
        columns.append({ColumnKind::Flag, 0});
    columns.append({ColumnKind::Muted, 140, 8});
    return columns;
}

ListPage::Words whitelistWords()
{
    return {QStringLiteral("gate"),
            WhitelistPage::tr("No address may send without a login yet."),
            WhitelistPage::tr("No entry matches the filter."),
            {WhitelistPage::tr("Whitelist")}};
}

QString nameOf(const WhitelistEntry &entry)
{
    return entry.description.isEmpty()
               ? entry.range.toString()
               : QStringLiteral("%1 (%2)").arg(entry.range.toString(), entry.description);
}

} // namespace

WhitelistPage::WhitelistPage(const PageContext &context)
    : WhitelistPage(context, new WhitelistModel(context.now))
{}

WhitelistPage::WhitelistPage(const PageContext &context, WhitelistModel *model)
    : ListPage(context, QStringLiteral("whitelistPage"), tr("Security"), model, whitelistColumns(),
               whitelistWords()),
      m_model(*model), m_feed(new WhitelistFeed(context.connection, *model, this))
{
    model->setParent(this);
    connect(m_feed, &WhitelistFeed::loaded, this, [this] {
        setLoaded(true);
        const WhitelistEntry *latest = nullptr;
        for (const WhitelistEntry &entry : m_model.entries()) {
            if (!entry.changedBy.isEmpty()
                && (latest == nullptr || entry.changedAt > latest->changedAt)) {
                latest = &entry;
            }
        }
        if (latest != nullptr)
            emit changeSeen(latest->changedAt, latest->changedBy);
    });
    connect(m_feed, &WhitelistFeed::failed, this, &WhitelistPage::showRefreshFailed);
    connect(m_feed, &WhitelistFeed::entryChanged, this, [this](const WhitelistEntry &entry) {
        emit changeSeen(entry.changedAt, entry.changedBy);
    });
    connect(m_feed, &WhitelistFeed::entryRemoved, this,
            [this](const QString &, const QString &, const QString &by) {
                emit changeSeen(this->context().now(), by);
            });
    connect(&connection(), &ServerConnection::stateChanged, this, &WhitelistPage::onStateChanged);
    auto *halfMinute = new QTimer(this);
    halfMinute->setInterval(30000);
    connect(halfMinute, &QTimer::timeout, &m_model, &WhitelistModel::touchTimes);
    halfMinute->start();
    onStateChanged(connection().state());
}

void WhitelistPage::onStateChanged(ServerConnection::State state)
{
    if (state == ServerConnection::State::Connected)
        setMayChange(connection().role() == Role::Admin);
}

void WhitelistPage::refresh()
{
    m_feed->refresh();
}

QString WhitelistPage::countText(int shown, int total) const
{
    if (shown != total)
        return tr("%L1 of %L2 shown").arg(shown).arg(total);
    return total == 1 ? tr("1 entry") : tr("%L1 entries").arg(total);
}

void WhitelistPage::newWanted()
{
    auto *dialog = new WhitelistEntryDialog(theme(), connection(), context().dialogs);
    connect(dialog, &WhitelistEntryDialog::saved, this, &WhitelistPage::onSaved);
    context().dialogs.open(dialog);
}

void WhitelistPage::openWanted(const QString &id)
{
    const WhitelistEntry *entry = m_model.find(id);
    if (entry == nullptr)
        return;
    auto *dialog =
        new WhitelistEntryDialog(theme(), connection(), context().dialogs, *entry, context().now());
    connect(dialog, &WhitelistEntryDialog::saved, this, &WhitelistPage::onSaved);
    context().dialogs.open(dialog);
}

QString WhitelistPage::savedSentence(const WhitelistEntry &entry) const
{
    if (!entry.enabled)
        return tr("Saved. %1 is switched off and changes nothing until it is switched on.");
    if (entry.expiresAt != 0 && entry.expiresAt <= context().now())
        return tr("Saved. %1 has expired and changes nothing.");
    if (entry.services.testFlag(Service::SmtpAuthBypass))
        return tr("Saved. %1 may send without a login from now on.");
    return tr("Saved. %1 is listed as it stands here from now on.");
}

void WhitelistPage::onSaved(const WhitelistEntry &entry)
{
    m_model.apply(entry);
    emit changeSeen(entry.changedAt, entry.changedBy);
    showSaved(entry.id, entry.revision, savedSentence(entry).arg(entry.range.toString()));
}

QuestionDialog *WhitelistPage::makeDeleteQuestion(const QList<WhitelistEntry> &entries)
{
    QStringList names;
    QStringList ids;
    for (const WhitelistEntry &entry : entries) {
        names.append(nameOf(entry));
        ids.append(entry.id);
    }
    const QString title = entries.size() == 1
                              ? tr("Delete %1?").arg(entries.constFirst().range.toString())
                              : tr("Delete %L1 entries?").arg(entries.size());
    const QString what =
        entries.size() == 1 ? tr("%1 goes at once and for good.").arg(names.constFirst())
                            : tr("These go at once and for good: %1.").arg(TickWords::names(names));
    const auto nameById = [this](const QString &id) { return nameOf(*m_model.find(id)); };
    return new QuestionDialog(theme(), QStringLiteral("deleteQuestion"), title,
                              QStringList(what) + hiddenSentences(ids, nameById), tr("Delete"));
}

void WhitelistPage::deleteWanted(const QStringList &ids)
{
    QList<WhitelistEntry> entries;
    for (const QString &id : ids) {
        if (const WhitelistEntry *entry = m_model.find(id))
            entries.append(*entry);
    }
    if (entries.isEmpty())
        return;
    std::sort(entries.begin(), entries.end(),
              [](const WhitelistEntry &a, const WhitelistEntry &b) { return a.range < b.range; });
    QuestionDialog *question = makeDeleteQuestion(entries);
    connect(question, &QuestionDialog::confirmed, this,
            [this, entries] { removeEntries(entries); });
    tellChangesWhileAsking(question, ids);
    context().dialogs.open(question);
    askWhatFollows(question, ids);
}

void WhitelistPage::askWhatFollows(QuestionDialog *question, const QStringList &ids)
{
    const QJsonObject params{{QStringLiteral("change"), QStringLiteral("remove")},
                             {QStringLiteral("ids"), QJsonArray::fromStringList(ids)}};
    connection().call(
        QStringLiteral("whitelist.preview"), params, question,
        [question](const ServerConnection::Answer &answer) {
            if (!answer.ok()) {
                question->addSentence(
                    tr("What applies afterwards could not be asked: %1").arg(answer.error().text),
                    ColorRole::Warning);
                return;
            }
            for (const QString &sentence : effectSentences(answer.value(), namedEffects))
                question->addSentence(sentence);
        },
        false);
}

void WhitelistPage::tellChangesWhileAsking(QuestionDialog *question, const QStringList &ids)
{
    connect(m_feed, &WhitelistFeed::entryChanged, question,
            [question, ids](const WhitelistEntry &entry) {
                if (ids.contains(entry.id)) {
                    question->addSentence(
                        tr("%1 changed %2 meanwhile.").arg(entry.changedBy, entry.range.toString()),
                        ColorRole::Warning);
                }
            });
    connect(m_feed, &WhitelistFeed::entryRemoved, question,
            [question, ids](const QString &id, const QString &address, const QString &by) {
                if (ids.contains(id))
                    question->addSentence(tr("%1 has already deleted %2.").arg(by, address),
                                          ColorRole::Warning);
            });
}

void WhitelistPage::removeEntries(const QList<WhitelistEntry> &entries)
{
    QJsonArray asked;
    for (const WhitelistEntry &entry : entries) {
        if (m_model.find(entry.id) != nullptr) {
            asked.append(QJsonObject{{QStringLiteral("id"), entry.id},
                                     {QStringLiteral("revision"), entry.revision}});
        }
    }
    if (asked.isEmpty()) {
        showMessage(MessageBar::Kind::Information, tr("They were deleted already."));
        return;
    }
    const auto count = asked.size();
    connection().call(
        QStringLiteral("whitelist.remove"), {{QStringLiteral("entries"), asked}}, this,
        [this, entries, count](const ServerConnection::Answer &answer) {
            if (!answer.ok()) {
                const bool stale = answer.error().kind == ErrorKind::Conflict;
                showMessage(MessageBar::Kind::Error,
                            stale ? tr("Nothing was deleted: an entry was changed meanwhile. "
                                       "Look at it and delete again.")
                                  : answer.error().text);
                return;
            }
            for (const WhitelistEntry &entry : entries)
                m_model.remove(entry.id);
            showMessage(MessageBar::Kind::Success,
                        count == 1 ? tr("Deleted %1.").arg(entries.constFirst().range.toString())
                                   : tr("Deleted %L1 entries.").arg(count));
        });
}

} // namespace postern
