// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/widgets/FactList.h"

#include "app/console/widgets/ThemedLabel.h"

#include <QGridLayout>

namespace postern
{

FactList::FactList(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme.px(16));
    m_grid->setVerticalSpacing(theme.px(8));
    m_grid->setColumnStretch(1, 1);
}

void FactList::add(const QString &name, const QString &value, const QString &factName)
{
    if (value.isEmpty())
        return;
    const int row = m_grid->rowCount();
    auto *nameLabel = new ThemedLabel(m_theme, TextStyle::Body, ColorRole::Muted, name, this);
    auto *valueLabel = new ThemedLabel(m_theme, TextStyle::Body, ColorRole::Text, value, this);
    valueLabel->setObjectName(factName + QStringLiteral("Label"));
    valueLabel->setAccessibleName(QStringLiteral("%1: %2").arg(name, value));
    valueLabel->setWordWrap(true);
    valueLabel->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_grid->addWidget(nameLabel, row, 0, Qt::AlignTop | Qt::AlignLeft);
    m_grid->addWidget(valueLabel, row, 1, Qt::AlignTop);
}

} // namespace postern
