// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/ConflictPanel.h"

#include "app/console/widgets/Button.h"
#include "app/console/widgets/ThemedLabel.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QPainter>

namespace postern
{

namespace
{

QString servicesText(Services services)
{
    QStringList labels;
    for (const Service service : allServices()) {
        if (services.testFlag(service))
            labels.append(serviceLabel(service));
    }
    return labels.isEmpty() ? ConflictPanel::tr("none") : labels.join(QStringLiteral(", "));
}

} // namespace

ConflictPanel::ConflictPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme),
      m_sentence(new ThemedLabel(theme, TextStyle::Label, ColorRole::Text, {}, this))
{
    setObjectName(QStringLiteral("conflictPanel"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12));
    column->setSpacing(theme.px(8));
    m_sentence->setObjectName(QStringLiteral("conflictSentenceLabel"));
    m_sentence->setWordWrap(true);
    column->addWidget(m_sentence);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.px(8));
    auto *mine = new Button(theme, Button::Kind::Secondary, tr("Keep mine"), this);
    mine->setObjectName(QStringLiteral("keepMineButton"));
    auto *theirs = new Button(theme, Button::Kind::Secondary, tr("Take theirs"), this);
    theirs->setObjectName(QStringLiteral("takeTheirsButton"));
    row->addWidget(mine);
    row->addWidget(theirs);
    row->addStretch(1);
    column->addLayout(row);
    connect(mine, &Button::clicked, this, &ConflictPanel::keepMine);
    connect(theirs, &Button::clicked, this, &ConflictPanel::takeTheirs);
    hide();
}

void ConflictPanel::compare(const QString &myAddress, const WhitelistEntry &mine,
                            const WhitelistEntry &theirs)
{
    const QString who = theirs.changedBy.isEmpty() ? tr("Someone") : theirs.changedBy;
    m_sentence->setText(
        tr("%1 changed this entry meanwhile. Which version should stand here?").arg(who));
    delete m_table;
    m_table = new QWidget(this);
    m_grid = new QGridLayout(m_table);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(m_theme.px(16));
    m_grid->setVerticalSpacing(m_theme.px(4));
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(2, 1);
    addLine({}, tr("Mine"), theirs.changedBy.isEmpty() ? tr("Theirs") : theirs.changedBy);
    addLine(tr("Address"), myAddress, theirs.range.toString());
    addLine(tr("Description"), mine.description, theirs.description);
    addLine(tr("Services"), servicesText(mine.services), servicesText(theirs.services));
    if (mine.enabled != theirs.enabled) {
        const auto state = [](bool isOn) { return isOn ? tr("switched on") : tr("switched off"); };
        addLine(tr("State"), state(mine.enabled), state(theirs.enabled));
    }
    static_cast<QVBoxLayout *>(layout())->insertWidget(1, m_table);
    setAccessibleName(m_sentence->text());
    show();
}

void ConflictPanel::addLine(const QString &name, const QString &mine, const QString &theirs)
{
    const int row = m_grid->rowCount();
    const bool differs = mine != theirs && !name.isEmpty();
    int column = 0;
    for (const QString &text : {name, mine, theirs}) {
        const bool muted = column == 0 || name.isEmpty();
        auto *label = new ThemedLabel(m_theme,
                                      muted     ? TextStyle::Secondary
                                      : differs ? TextStyle::Label
                                                : TextStyle::Body,
                                      muted ? ColorRole::Muted : ColorRole::Text, text, m_table);
        label->setWordWrap(true);
        m_grid->addWidget(label, row, column++, Qt::AlignTop);
    }
}

void ConflictPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(ColorRole::WarningBand));
    painter.drawRoundedRect(rect(), m_theme.px(8), m_theme.px(8));
}

} // namespace postern
