// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"
#include "shared/model/WhitelistEntry.h"

#include <QHash>
#include <QWidget>

namespace postern
{

class LiveLine;
class ToggleRow;

/// A switch for each service with what it does, and the hint when one makes little sense without
/// another. GUI thread.
class ServiceToggles : public QWidget
{
    Q_OBJECT

public:
    explicit ServiceToggles(const Theme &theme, QWidget *parent = nullptr);

    /// Emits edited() once, not for each switch.
    void setServices(Services on);
    [[nodiscard]] Services services() const;
    /// Shown until the next edit.
    void showRefusal(const QString &sentence);
    void setReadOnly(bool readOnly);

signals:
    void edited();

private:
    void judge();

    LiveLine *m_line;
    QHash<Service, ToggleRow *> m_toggles;
    bool m_isFilling = false;
};

} // namespace postern
