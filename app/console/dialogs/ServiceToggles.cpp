// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/ServiceToggles.h"

#include "app/console/widgets/LiveLine.h"
#include "app/console/widgets/ThemedLabel.h"
#include "app/console/widgets/ToggleRow.h"

#include <QBoxLayout>

namespace postern
{

namespace
{

QString explanationOf(Service service)
{
    switch (service) {
    case Service::Smtp:
        return ServiceToggles::tr("May open more connections. Not enough to send without a login.");
    case Service::SmtpAuthBypass:
        return ServiceToggles::tr("May send without a login, within the limits of the entry.");
    case Service::BruteForce:
        return ServiceToggles::tr("SMTP logins from there are not slowed down.");
    case Service::ConsoleLogin:
        return ServiceToggles::tr("Logins to this console from there are not slowed down.");
    }
    return {};
}

} // namespace

ServiceToggles::ServiceToggles(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_line(new LiveLine(theme, QStringLiteral("servicesLine"), this))
{
    setObjectName(QStringLiteral("serviceToggles"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *label = new ThemedLabel(theme, TextStyle::Label, ColorRole::Text, tr("Services"), this);
    label->setFixedHeight(theme.px(20));
    column->addWidget(label);
    column->addSpacing(theme.px(4));
    column->addWidget(m_line);
    for (const Service service : allServices()) {
        auto *toggle = new ToggleRow(theme, serviceLabel(service), explanationOf(service), this);
        toggle->setObjectName(serviceName(service) + QStringLiteral("Toggle"));
        toggle->setLineBelow(service != allServices().constLast());
        m_toggles.insert(service, toggle);
        column->addWidget(toggle);
        connect(toggle, &ToggleRow::toggled, this, &ServiceToggles::judge);
    }
}

void ServiceToggles::setServices(Services on)
{
    m_isFilling = true;
    for (const Service service : allServices())
        m_toggles.value(service)->setChecked(on.testFlag(service));
    m_isFilling = false;
    judge();
}

Services ServiceToggles::services() const
{
    Services on;
    for (const Service service : allServices())
        on.setFlag(service, m_toggles.value(service)->isChecked());
    return on;
}

void ServiceToggles::judge()
{
    if (m_isFilling)
        return;
    m_line->clear();
    const Services on = services();
    const bool bypassAlone = on.testFlag(Service::SmtpAuthBypass) && !on.testFlag(Service::Smtp);
    m_toggles.value(Service::SmtpAuthBypass)
        ->setHint(bypassAlone
                      ? tr("Without SMTP beside it, connection limits of unlisted clients hold.")
                      : QString());
    emit edited();
}

void ServiceToggles::showRefusal(const QString &sentence)
{
    m_line->say(LiveLine::Voice::Error, sentence);
}

void ServiceToggles::setReadOnly(bool readOnly)
{
    for (ToggleRow *toggle : std::as_const(m_toggles))
        toggle->setEnabled(!readOnly);
}

} // namespace postern
