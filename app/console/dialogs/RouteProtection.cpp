// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/dialogs/RouteProtection.h"

#include "app/console/widgets/ChoiceRow.h"
#include "app/console/widgets/LiveLine.h"
#include "app/console/widgets/ThemedLabel.h"

#include <QVBoxLayout>

#include <array>

namespace postern
{

namespace
{

constexpr std::array all{RouteTls::None, RouteTls::May, RouteTls::Encrypt, RouteTls::Verify};

QString nameOf(RouteTls tls)
{
    switch (tls) {
    case RouteTls::None:
        return RouteProtection::tr("Never");
    case RouteTls::May:
        return RouteProtection::tr("Where the smarthost offers it");
    case RouteTls::Encrypt:
        return RouteProtection::tr("Always");
    case RouteTls::Verify:
        return RouteProtection::tr("Always, and look at the certificate");
    }
    return {};
}

QString explanationOf(RouteTls tls)
{
    switch (tls) {
    case RouteTls::None:
        return RouteProtection::tr("Plain text, for a smarthost in the same room.");
    case RouteTls::May:
        return RouteProtection::tr("Else in plain text; anyone on the way could see to that.");
    case RouteTls::Encrypt:
        return RouteProtection::tr("Or the mail waits. Whoever answers gets it.");
    case RouteTls::Verify:
        return RouteProtection::tr("Or the mail waits. A login needs this.");
    }
    return {};
}

} // namespace

RouteProtection::RouteProtection(const Theme &theme, RouteTls chosen, QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Encryption"));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto *caption =
        new ThemedLabel(theme, TextStyle::Label, ColorRole::Text, tr("Encryption"), this);
    caption->setFixedHeight(theme.px(20));
    rows->addWidget(caption);
    rows->addSpacing(theme.px(4));
    for (const RouteTls tls : all) {
        auto *row = new ChoiceRow(theme, nameOf(tls), explanationOf(tls), this);
        row->setObjectName(routeTlsName(tls) + QStringLiteral("Choice"));
        row->setChecked(tls == chosen);
        m_rows.insert(tls, row);
        rows->addWidget(row);
        connect(row, &ChoiceRow::toggled, this, &RouteProtection::changed);
    }
    m_line = new LiveLine(theme, QStringLiteral("protectionLine"), this);
    rows->addWidget(m_line);
    rows->addSpacing(theme.px(16));
}

RouteTls RouteProtection::chosen() const
{
    for (const RouteTls tls : all) {
        if (m_rows.value(tls)->isChecked())
            return tls;
    }
    return RouteTls::Verify;
}

void RouteProtection::setKind(Route::Kind kind)
{
    const bool isAlwaysEncrypted = kind == Route::Kind::Smtps;
    for (const RouteTls tls : {RouteTls::None, RouteTls::May})
        m_rows.value(tls)->setVisible(!isAlwaysEncrypted);
    if (isAlwaysEncrypted && chosen() != RouteTls::Encrypt)
        m_rows.value(RouteTls::Verify)->setChecked(true);
}

void RouteProtection::setReadOnly()
{
    for (ChoiceRow *row : std::as_const(m_rows))
        row->setEnabled(false);
}

void RouteProtection::sayError(const QString &sentence)
{
    m_line->say(LiveLine::Voice::Error, sentence);
}

} // namespace postern
