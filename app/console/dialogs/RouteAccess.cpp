// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/RouteAccess.h"

#include "app/console/widgets/LiveLine.h"
#include "app/console/widgets/ThemedLabel.h"

namespace postern
{

namespace
{

/// As people copy it: with colons, blanks and capitals.
QString hexOf(const QString &fingerprint)
{
    return fingerprint.toLower().remove(u':').simplified().remove(u' ');
}

} // namespace

RouteAccess::RouteAccess(const Theme &theme, const Route &base, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_protection(new RouteProtection(theme, base.tls, this)),
      m_line(new LiveLine(theme, QStringLiteral("accessLine"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_protection);
    m_userField = addField(column, tr("Log in as"), QStringLiteral("userLineEdit"),
                           tr("Empty where the smarthost asks for no login"));
    m_passwordField =
        addField(column, tr("Password"), QStringLiteral("passwordLineEdit"),
                 base.user.isEmpty() ? QString() : tr("Leave it empty to keep the old one"));
    m_passwordField->setEchoMode(QLineEdit::Password);
    m_fingerprintField =
        addField(column, tr("Fingerprint of its key"), QStringLiteral("fingerprintLineEdit"),
                 tr("Only where no known authority signed for it"));
    column->addWidget(m_line);
    m_userField->setText(base.user);
    m_fingerprintField->setText(base.fingerprint);
    connect(m_protection, &RouteProtection::changed, this, &RouteAccess::changed);
}

LineField *RouteAccess::addField(QVBoxLayout *column, const QString &label,
                                 const QString &fieldName, const QString &placeholder)
{
    auto *caption = new ThemedLabel(m_theme, TextStyle::Label, ColorRole::Text, label, this);
    caption->setFixedHeight(m_theme.px(20));
    auto *field = new LineField(m_theme, fieldName, this);
    field->setAccessibleName(label);
    field->setPlaceholderText(placeholder);
    caption->setBuddy(field);
    column->addWidget(caption);
    column->addSpacing(m_theme.px(4));
    column->addWidget(field);
    column->addSpacing(m_theme.px(12));
    connect(field, &QLineEdit::textChanged, this, &RouteAccess::changed);
    return field;
}

void RouteAccess::setTarget(const Route &target)
{
    m_protection->setKind(target.kind);
    setEnabled(target.isSmtp());
}

void RouteAccess::fill(Route &route) const
{
    if (!route.isSmtp())
        return;
    route.tls = m_protection->chosen();
    route.user = m_userField->text().trimmed();
    route.fingerprint = hexOf(m_fingerprintField->text());
}

bool RouteAccess::differsFrom(const Route &base) const
{
    return m_userField->text().trimmed() != base.user
           || hexOf(m_fingerprintField->text()) != base.fingerprint || !password().isEmpty()
           || m_protection->chosen() != base.tls;
}

void RouteAccess::clearAnswers()
{
    m_protection->sayError({});
    m_line->clear();
    for (LineField *field : {m_userField, m_passwordField, m_fingerprintField})
        field->setInError(false);
}

bool RouteAccess::sayRefusal(const Error &error)
{
    const QString name = error.field.section(u'.', -1);
    if (name == QLatin1String("tls")) {
        m_protection->sayError(error.text);
        return true;
    }
    for (LineField *field : {m_userField, m_passwordField, m_fingerprintField}) {
        if (name.isEmpty() || field->objectName() != name + QStringLiteral("LineEdit"))
            continue;
        m_line->say(LiveLine::Voice::Error, error.text);
        field->setInError(true);
        return true;
    }
    return false;
}

void RouteAccess::sayMissing(const QString &sentence)
{
    m_line->say(LiveLine::Voice::Meaning, sentence);
}

void RouteAccess::setReadOnly()
{
    for (LineField *field : {m_userField, m_passwordField, m_fingerprintField})
        field->setReadOnly(true);
    m_protection->setReadOnly();
}

} // namespace postern
