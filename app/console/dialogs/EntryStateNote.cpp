// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/EntryStateNote.h"

#include "app/console/models/RelativeTime.h"
#include "app/console/widgets/Button.h"
#include "app/console/widgets/ThemedLabel.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QPainter>

namespace postern
{

EntryStateNote::EntryStateNote(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme),
      m_sentence(new ThemedLabel(theme, TextStyle::Body, ColorRole::Text, {}, this)),
      m_button(new Button(theme, Button::Kind::Secondary, {}, this))
{
    setObjectName(QStringLiteral("entryStateNote"));
    setMinimumHeight(theme.px(2 * 20 + 16)); // of two lines, so that nothing moves when it is one
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(12 + 18 + 10), theme.px(8), theme.px(8), theme.px(8));
    row->setSpacing(theme.px(12));
    m_sentence->setObjectName(QStringLiteral("entryStateNoteLabel"));
    m_sentence->setWordWrap(true);
    m_button->setObjectName(QStringLiteral("switchEntryButton"));
    row->addWidget(m_sentence, 1);
    row->addWidget(m_button, 0);
    connect(m_button, &Button::clicked, this, &EntryStateNote::toggled);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void EntryStateNote::tell(const WhitelistEntry &entry, bool isOnWanted, UtcMs now)
{
    QStringList sentences;
    const bool isChanging = entry.enabled != isOnWanted;
    if (isChanging) {
        sentences.append(isOnWanted ? tr("Save switches this entry on.")
                                    : tr("Save switches this entry off."));
        m_button->setText(isOnWanted ? tr("Leave it off") : tr("Leave it on"));
    } else if (!entry.enabled) {
        sentences.append(tr("This entry is switched off. Nothing in it takes effect until it is "
                            "switched on."));
        m_button->setText(tr("Switch on"));
    }
    m_button->setVisible(isChanging || (!entry.enabled && m_maySwitchOn));
    if (entry.expiresAt != 0 && entry.expiresAt <= now) {
        sentences.append(tr("This entry ended on %1. Nothing in it takes effect any more, as if it "
                            "were not listed. posternctl can give it another end.")
                             .arg(exactTime(entry.expiresAt)));
    }
    say(sentences.join(u' '));
}

void EntryStateNote::say(const QString &text)
{
    const bool isNews = text != m_sentence->text();
    m_sentence->setText(text);
    setVisible(!text.isEmpty());
    setAccessibleName(text);
    if (isNews && !text.isEmpty()) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void EntryStateNote::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(ColorRole::WarningBand));
    painter.drawRoundedRect(rect(), m_theme.px(8), m_theme.px(8));
    painter.drawPixmap(
        m_theme.px(12), (height() - m_theme.px(18)) / 2,
        m_theme.icon(QStringLiteral("warning"), 18, ColorRole::Warning, devicePixelRatioF()));
}

} // namespace postern
