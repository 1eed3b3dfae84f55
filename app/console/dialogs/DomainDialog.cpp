// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/DomainDialog.h"

#include "shared/control/ValueCodec.h"

namespace postern
{

DomainDialog::DomainDialog(const Context &context)
    : FormDialog(context, QStringLiteral("domainDialog"), tr("New accepted domain"), tr("Save")),
      m_nameField(addField(tr("Domain"), QStringLiteral("domainLineEdit"))),
      m_line(addLine(QStringLiteral("domainLine"), 72))
{
    m_nameField->setPlaceholderText(QStringLiteral("example.com"));
    setInitialFocus(m_nameField);
    judge();
    updateSave();
}

bool DomainDialog::isModified() const
{
    return !m_nameField->text().trimmed().isEmpty();
}

bool DomainDialog::isComplete() const
{
    return acceptedDomainName(m_nameField->text().trimmed()).ok();
}

void DomainDialog::judge()
{
    const QString text = m_nameField->text().trimmed();
    m_nameField->setInError(false);
    if (text.isEmpty()) {
        m_line->say(LiveLine::Voice::Meaning,
                    tr("Mail to exactly this domain is taken in from anybody; a subdomain needs a "
                       "row of its own."));
        return;
    }
    const Result<QString> name = acceptedDomainName(text);
    if (name.ok()) {
        m_line->say(LiveLine::Voice::Warning,
                    tr("Anyone may now send to %1 through this server.").arg(*name));
    } else {
        m_line->say(LiveLine::Voice::Error, name.error().text);
        m_nameField->setInError(true);
    }
}

void DomainDialog::save()
{
    const QString name = acceptedDomainName(m_nameField->text().trimmed()).value();
    send(QStringLiteral("domain.add"), {{QStringLiteral("name"), name}},
         [this, name](const QJsonObject &answer) {
             const Result<AcceptedDomain> domain = control::fromJson<AcceptedDomain>(
                 answer.value(QStringLiteral("domain")).toObject(), QStringLiteral("domain"));
             AcceptedDomain stored;
             stored.name = name;
             emit saved(domain.ok() ? *domain : stored);
             finish();
         });
}

bool DomainDialog::showRefusal(const Error &error)
{
    if (error.field.isEmpty())
        return false;
    m_line->say(LiveLine::Voice::Error, error.text);
    m_nameField->setInError(true);
    return true;
}

} // namespace postern
