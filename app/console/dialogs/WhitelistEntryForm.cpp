// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/WhitelistEntryForm.h"

#include "app/console/dialogs/RangeWords.h"
#include "app/console/dialogs/ServiceToggles.h"
#include "app/console/widgets/LineField.h"
#include "app/console/widgets/ThemedLabel.h"
#include "shared/net/ClientlessRange.h"

#include <QBoxLayout>
#include <QJsonArray>

namespace postern
{

namespace
{

QStringList suggestionsOf(const Error &error)
{
    QStringList texts;
    const QJsonArray array = error.data.value(QStringLiteral("suggestions")).toArray();
    for (const QJsonValue &value : array)
        texts.append(value.toString());
    return texts.mid(0, 3);
}

} // namespace

WhitelistEntryForm::WhitelistEntryForm(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("whitelistEntryForm"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    makeAddress(column);
    makeDescription(column);
    m_services = new ServiceToggles(theme, this);
    column->addWidget(m_services);
    connect(m_services, &ServiceToggles::edited, this, &WhitelistEntryForm::onEdited);
    column->addStretch(1);
}

// Room that is kept, so that nothing below moves while lines come and go.
QVBoxLayout *WhitelistEntryForm::makeSection(int reservedDesigned, QVBoxLayout *column)
{
    auto *section = new QWidget(this);
    section->setMinimumHeight(m_theme.px(reservedDesigned));
    auto *lines = new QVBoxLayout(section);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(m_theme.px(4));
    column->addWidget(section);
    return lines;
}

void WhitelistEntryForm::makeAddress(QVBoxLayout *column)
{
    auto *label = new ThemedLabel(m_theme, TextStyle::Label, ColorRole::Text,
                                  tr("IP address, range or CIDR block"), this);
    label->setFixedHeight(m_theme.px(20));
    m_addressField = new LineField(m_theme, QStringLiteral("addressLineEdit"), this);
    m_addressField->setAccessibleName(label->text());
    label->setBuddy(m_addressField);
    column->addWidget(label);
    column->addSpacing(m_theme.px(4));
    column->addWidget(m_addressField);
    column->addSpacing(m_theme.px(8));
    // Two lines and corrections; many lines take more, and never the gap to what is below.
    auto *lines = makeSection(80 + 12, column);
    lines->setContentsMargins(0, 0, 0, m_theme.px(12));
    m_meaningLine = new LiveLine(m_theme, QStringLiteral("meaningLine"), this);
    m_effectLine = new LiveLine(m_theme, QStringLiteral("effectLine"), this);
    m_confirmRow = new QWidget(this);
    auto *confirm = new QHBoxLayout(m_confirmRow);
    confirm->setContentsMargins(m_theme.px(24), 0, 0, 0);
    confirm->setSpacing(m_theme.px(8));
    auto *confirmLabel = new ThemedLabel(m_theme, TextStyle::Body, ColorRole::Text,
                                         tr("Type the range again to confirm:"), m_confirmRow);
    m_confirmField = new LineField(m_theme, QStringLiteral("confirmLineEdit"), m_confirmRow);
    m_confirmField->setDesignedHeight(32);
    m_confirmField->setAccessibleName(confirmLabel->text());
    confirm->addWidget(confirmLabel);
    confirm->addWidget(m_confirmField, 1);
    m_confirmRow->hide();
    lines->addWidget(m_meaningLine);
    lines->addWidget(m_confirmRow);
    lines->addWidget(m_effectLine);
    lines->addStretch(1);
    connect(m_addressField, &QLineEdit::textChanged, this, [this] {
        m_isConfirmationAsked = false;
        m_confirmField->clear();
        onEdited();
    });
    connect(m_confirmField, &QLineEdit::textChanged, this, &WhitelistEntryForm::edited);
    connect(m_meaningLine, &LiveLine::correctionChosen, this, &WhitelistEntryForm::useCorrection);
}

void WhitelistEntryForm::makeDescription(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    auto *label =
        new ThemedLabel(m_theme, TextStyle::Label, ColorRole::Text, tr("Description"), this);
    label->setFixedHeight(m_theme.px(20));
    row->addWidget(label);
    row->addStretch(1);
    row->addWidget(
        new ThemedLabel(m_theme, TextStyle::Secondary, ColorRole::Muted, tr("Optional"), this));
    m_descriptionField = new LineField(m_theme, QStringLiteral("descriptionLineEdit"), this);
    m_descriptionField->setAccessibleName(label->text());
    label->setBuddy(m_descriptionField);
    column->addLayout(row);
    column->addSpacing(m_theme.px(4));
    column->addWidget(m_descriptionField);
    m_descriptionLine = new LiveLine(m_theme, QStringLiteral("descriptionLine"), this);
    makeSection(20, column)->addWidget(m_descriptionLine);
    connect(m_descriptionField, &QLineEdit::textChanged, this, &WhitelistEntryForm::onEdited);
}

void WhitelistEntryForm::setEntry(const WhitelistEntry &entry)
{
    const bool isNew = entry.services == Services();
    m_addressField->setText(isNew && entry.id.isEmpty() ? QString() : entry.range.toString());
    m_descriptionField->setText(entry.description);
    m_descriptionField->setCursorPosition(0); // a long one is read from its beginning
    m_services->setServices(entry.services);
    m_addressField->selectAll();
    onEdited();
}

QString WhitelistEntryForm::addressText() const
{
    return m_addressField->text();
}

QString WhitelistEntryForm::descriptionText() const
{
    return m_descriptionField->text().trimmed();
}

Services WhitelistEntryForm::services() const
{
    return m_services->services();
}

Result<AddressRange> WhitelistEntryForm::range() const
{
    Result<AddressRange> parsed = AddressRange::parse(m_addressField->text().trimmed());
    if (parsed.ok()) {
        if (const Result<void> possible = refuseClientless(*parsed); !possible.ok())
            return possible.error();
    }
    return parsed;
}

QString WhitelistEntryForm::confirmation() const
{
    return m_confirmRow->isHidden() ? QString() : m_confirmField->text().trimmed();
}

bool WhitelistEntryForm::isComplete() const
{
    const Result<AddressRange> parsed = range();
    if (!parsed.ok() || m_isRefusedWidth || services() == Services()
        || descriptionText().size() > WhitelistEntry::maxDescriptionLength) {
        return false;
    }
    if (m_confirmRow->isHidden())
        return true;
    const Result<AddressRange> again = AddressRange::parse(confirmation());
    return again.ok() && *again == *parsed;
}

void WhitelistEntryForm::onEdited()
{
    judgeAddress();
    judgeDescription();
    emit edited();
}

void WhitelistEntryForm::judgeAddress()
{
    m_effectLine->clear();
    m_meaningLine->clear();
    m_isRefusedWidth = false;
    m_isAddressRefused = false;
    bool isWrong = false;
    bool needsConfirmation = false;
    if (!addressText().trimmed().isEmpty()) {
        const Result<AddressRange> parsed = range();
        if (parsed.ok()) {
            const RangeWords words = wordsFor(*parsed, services());
            m_meaningLine->say(words.voice, words.text);
            m_isRefusedWidth = words.isRefused;
            needsConfirmation = words.needsConfirmation || m_isConfirmationAsked;
            isWrong = words.isRefused;
        } else {
            m_meaningLine->say(LiveLine::Voice::Error, parsed.error().text);
            m_meaningLine->offer(suggestionsOf(parsed.error()));
            isWrong = true;
        }
    }
    m_confirmRow->setVisible(needsConfirmation);
    m_addressField->setInError(isWrong);
    m_addressField->setAccessibleDescription(m_meaningLine->text());
}

void WhitelistEntryForm::judgeDescription()
{
    const auto length = descriptionText().size();
    const bool isLong = length > WhitelistEntry::maxDescriptionLength;
    m_descriptionField->setInError(isLong);
    m_descriptionLine->say(LiveLine::Voice::Error,
                           isLong ? tr("%L1 characters; at most %L2 fit. Shorten it by %L3.")
                                        .arg(length)
                                        .arg(WhitelistEntry::maxDescriptionLength)
                                        .arg(length - WhitelistEntry::maxDescriptionLength)
                                  : QString());
}

void WhitelistEntryForm::useCorrection(const QString &text)
{
    m_addressField->setText(text);
    m_addressField->setFocus(Qt::OtherFocusReason);
}

void WhitelistEntryForm::showEffects(const QStringList &sentences)
{
    if (m_isAddressRefused)
        judgeAddress();
    m_effectLine->say(LiveLine::Voice::Information, sentences.join(u'\n'));
}

bool WhitelistEntryForm::showRefusal(const Error &error)
{
    if (error.field == QLatin1String("address")
        || error.field.endsWith(QLatin1String(".address"))) {
        m_effectLine->clear();
        m_meaningLine->say(LiveLine::Voice::Error, error.text);
        m_meaningLine->offer(suggestionsOf(error));
        m_addressField->setInError(true);
        m_isAddressRefused = true;
        return true;
    }
    if (error.field.endsWith(QLatin1String("description"))) {
        m_descriptionLine->say(LiveLine::Voice::Error, error.text);
        m_descriptionField->setInError(true);
        return true;
    }
    if (error.field.endsWith(QLatin1String("services"))) {
        m_services->showRefusal(error.text);
        return true;
    }
    return false;
}

void WhitelistEntryForm::askConfirmation()
{
    m_isConfirmationAsked = true;
    m_confirmRow->show();
    m_confirmField->setFocus(Qt::OtherFocusReason);
    emit edited();
}

void WhitelistEntryForm::setReadOnly(bool readOnly)
{
    m_addressField->setReadOnly(readOnly);
    m_descriptionField->setReadOnly(readOnly);
    m_services->setReadOnly(readOnly);
}

void WhitelistEntryForm::setAddressFixed(bool fixed)
{
    m_addressField->setReadOnly(fixed);
}

QWidget *WhitelistEntryForm::firstField() const
{
    return m_addressField;
}

} // namespace postern
