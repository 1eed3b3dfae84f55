// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"
#include "shared/model/Route.h"

#include <QHash>
#include <QWidget>

namespace postern
{

class ChoiceRow;
class LiveLine;

/// How the way to a smarthost is protected: one choice, and a line that says what is wrong with it.
class RouteProtection : public QWidget
{
    Q_OBJECT

public:
    RouteProtection(const Theme &theme, RouteTls chosen, QWidget *parent = nullptr);

    [[nodiscard]] RouteTls chosen() const;
    /// What the kind does not have cannot be chosen; what was chosen and can no longer be gives way
    /// to Verify.
    void setKind(Route::Kind kind);
    void setReadOnly();
    void sayError(const QString &sentence);

signals:
    void changed();

private:
    QHash<RouteTls, ChoiceRow *> m_rows;
    LiveLine *m_line;
};

} // namespace postern
