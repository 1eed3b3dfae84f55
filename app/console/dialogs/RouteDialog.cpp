// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/RouteDialog.h"

#include "app/console/dialogs/RouteAccess.h"
#include "app/console/widgets/ToggleRow.h"
#include "shared/control/ValueCodec.h"
#include "shared/model/AcceptedDomain.h"

#include <QBoxLayout>

namespace postern
{

namespace
{

const QString defaultDomain = QStringLiteral("default");

} // namespace

RouteDialog::RouteDialog(const Context &context)
    : FormDialog(context, QStringLiteral("routeDialog"), tr("New route"), tr("Save"))
{
    build();
    setInitialFocus(m_domainField);
}

RouteDialog::RouteDialog(const Context &context, const Route &route, bool mayChange)
    : FormDialog(context, QStringLiteral("routeDialog"),
                 route.domain == defaultDomain ? tr("Edit the default route")
                                               : tr("Edit the route of %1").arg(route.domain),
                 tr("Save")),
      m_base(route)
{
    build();
    m_targetField->selectAll();
    setInitialFocus(m_targetField);
    if (!mayChange) {
        setAllReadOnly();
        showOnly();
    }
}

void RouteDialog::build()
{
    if (isNew()) {
        m_domainField = addField(tr("Recipient domain"), QStringLiteral("domainLineEdit"));
        m_domainField->setPlaceholderText(QStringLiteral("example.com"));
        m_domainLine = addLine(QStringLiteral("domainLine"), 36);
        m_defaultToggle = new ToggleRow(
            theme(), tr("All other domains"),
            tr("The default route: for mail to any domain without a route of its own."), this);
        m_defaultToggle->setObjectName(QStringLiteral("defaultToggle"));
        m_defaultToggle->setLineBelow(false);
        body()->addWidget(m_defaultToggle);
        body()->addSpacing(theme().px(12));
        connect(m_defaultToggle, &ToggleRow::toggled, this, [this](bool on) {
            m_domainField->setEnabled(!on);
            judge();
            updateSave();
        });
    }
    m_targetField = addField(tr("Goes to"), QStringLiteral("targetLineEdit"));
    m_targetField->setPlaceholderText(QStringLiteral("smtp://smarthost.example.com:25"));
    m_targetLine = addLine(QStringLiteral("targetLine"), 56);
    m_access = new RouteAccess(theme(), m_base, this);
    body()->addWidget(m_access);
    connect(m_access, &RouteAccess::changed, this, [this] {
        judge();
        updateSave();
    });
    if (!isNew())
        m_targetField->setText(m_base.target());
    judge();
    updateSave();
}

void RouteDialog::setAllReadOnly()
{
    m_targetField->setReadOnly(true);
    m_access->setReadOnly();
    if (isNew()) {
        m_domainField->setReadOnly(true);
        m_defaultToggle->setEnabled(false);
    }
}

Result<Route> RouteDialog::wished() const
{
    Result<Route> route = Route::parseTarget(m_targetField->text().trimmed());
    if (!route.ok())
        return route;
    route.value().domain = m_base.domain;
    m_access->fill(route.value());
    const Result<void> fits = route->check();
    return fits.ok() ? route : Result<Route>(fits.error());
}

bool RouteDialog::mayKeepPassword(const Route &route) const
{
    return !m_base.user.isEmpty() && route.user == m_base.user && route.host == m_base.host;
}

bool RouteDialog::isDefault() const
{
    return isNew() ? m_defaultToggle->isChecked() : m_base.domain == defaultDomain;
}

Result<QString> RouteDialog::domain() const
{
    if (!isNew())
        return m_base.domain;
    return isDefault() ? Result<QString>(defaultDomain)
                       : canonicalDomain(m_domainField->text().trimmed());
}

bool RouteDialog::isModified() const
{
    const QString target = m_targetField->text().trimmed();
    if (m_access->differsFrom(m_base))
        return true;
    if (!isNew())
        return target != m_base.target();
    return !target.isEmpty() || m_defaultToggle->isChecked()
           || !m_domainField->text().trimmed().isEmpty();
}

bool RouteDialog::isComplete() const
{
    if (m_access == nullptr)
        return false; // being built
    const Result<Route> route = wished();
    return domain().ok() && route.ok()
           && (route->user.isEmpty() || !m_access->password().isEmpty() || mayKeepPassword(*route));
}

void RouteDialog::judge()
{
    if (m_access == nullptr)
        return; // being built
    if (isNew())
        judgeDomain();
    judgeTarget();
    judgeAccess();
}

void RouteDialog::judgeDomain()
{
    m_domainLine->clear();
    m_domainField->setInError(false);
    if (isDefault() || m_domainField->text().trimmed().isEmpty())
        return;
    const Result<QString> name = domain();
    if (name.ok()) {
        m_domainLine->say(LiveLine::Voice::Meaning,
                          tr("For mail to exactly %1, not to its subdomains.").arg(*name));
    } else {
        m_domainLine->say(LiveLine::Voice::Error, name.error().text);
        m_domainField->setInError(true);
    }
}

void RouteDialog::judgeTarget()
{
    const QString text = m_targetField->text().trimmed();
    m_targetField->setInError(false);
    if (text.isEmpty()) {
        m_targetLine->say(LiveLine::Voice::Meaning,
                          tr("smtp://host:port for a smarthost (smtps:// where it is encrypted "
                             "from the first byte), maildir:/path for a mailbox on the server."));
        return;
    }
    const Result<Route> route = Route::parseTarget(text);
    if (route.ok())
        m_access->setTarget(*route);
    if (!route.ok()) {
        m_targetLine->say(LiveLine::Voice::Error, route.error().text);
        m_targetField->setInError(true);
    } else if (route->kind == Route::Kind::Maildir) {
        m_targetLine->say(LiveLine::Voice::Meaning,
                          tr("Mail is put into the mailbox %1 on the server.").arg(route->path));
    } else {
        m_targetLine->say(LiveLine::Voice::Meaning,
                          tr("Mail is handed to %1 at port %2.").arg(route->host).arg(route->port));
    }
}

void RouteDialog::judgeAccess()
{
    m_access->clearAnswers();
    if (!Route::parseTarget(m_targetField->text().trimmed()).ok())
        return;
    const Result<Route> route = wished();
    if (!route.ok()) {
        (void)m_access->sayRefusal(route.error());
        return;
    }
    if (!route->user.isEmpty() && m_access->password().isEmpty() && !mayKeepPassword(*route)) {
        m_access->sayMissing(
            tr("The password of %1 at %2 is still missing.").arg(route->user, route->host));
    }
}

void RouteDialog::save()
{
    QJsonObject route{{QStringLiteral("domain"), domain().value()},
                      {QStringLiteral("target"), m_targetField->text().trimmed()}};
    if (!isNew())
        route.insert(QStringLiteral("revision"), m_base.revision);
    const Route wish = wished().value();
    if (wish.isSmtp()) {
        route.insert(QStringLiteral("tls"), routeTlsName(wish.tls));
        route.insert(QStringLiteral("user"), wish.user);
        route.insert(QStringLiteral("fingerprint"), wish.fingerprint);
    }
    QJsonObject params{{QStringLiteral("route"), route}};
    if (!wish.user.isEmpty() && !m_access->password().isEmpty())
        params.insert(QStringLiteral("password"), m_access->password());
    send(QStringLiteral("route.set"), params,
         [this](const QJsonObject &answer) { takeAnswer(answer); });
}

void RouteDialog::takeAnswer(const QJsonObject &answer)
{
    const Result<Route> route = control::fromJson<Route>(
        answer.value(QStringLiteral("route")).toObject(), QStringLiteral("route"));
    if (route.ok())
        emit saved(*route);
    QStringList warnings;
    const QJsonArray sentences = answer.value(QStringLiteral("warnings")).toArray();
    for (const QJsonValue &sentence : sentences)
        warnings.append(sentence.toString());
    if (warnings.isEmpty()) {
        finish();
        return;
    }
    setTitle(tr("The route is saved"));
    setTitleIcon(QStringLiteral("done"), ColorRole::Success);
    setAllReadOnly();
    m_targetLine->say(LiveLine::Voice::Warning, warnings.join(u' '));
    showOnly();
}

bool RouteDialog::showRefusal(const Error &error)
{
    if (error.kind == ErrorKind::Conflict) {
        const Result<Route> current = control::fromJson<Route>(
            error.data.value(QStringLiteral("current")).toObject(), QStringLiteral("current"));
        if (!current.ok())
            return false;
        m_base = *current;
        m_targetLine->say(LiveLine::Voice::Warning,
                          tr("%1 changed this route meanwhile: it goes to %2 now. Save again to "
                             "replace that.")
                              .arg(current->changedBy, current->target()));
        return true;
    }
    if (error.field.endsWith(QLatin1String("domain")) && isNew()) {
        m_domainLine->say(LiveLine::Voice::Error, error.text);
        m_domainField->setInError(true);
        return true;
    }
    if (m_access->sayRefusal(error))
        return true;
    if (error.field.isEmpty())
        return false;
    m_targetLine->say(LiveLine::Voice::Error, error.text);
    m_targetField->setInError(true);
    return true;
}

} // namespace postern
