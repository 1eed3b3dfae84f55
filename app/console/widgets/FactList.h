// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QWidget>

class QGridLayout;

namespace postern
{

/// Facts under each other: a muted name at the left, the value beside it, which can be selected and
/// copied.
class FactList : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(const Theme &theme, QWidget *parent = nullptr);

    /// `factName` plus "Label" is the value's object name; an empty value is left out.
    void add(const QString &name, const QString &value, const QString &factName);

private:
    const Theme &m_theme;
    QGridLayout *m_grid;
};

} // namespace postern
