// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"
#include "shared/model/WhitelistEntry.h"

#include <QWidget>

namespace postern
{

class Button;
class ThemedLabel;

/// Says why an entry takes no effect: it is switched off, or its end has come; or what Save will
/// switch, and offers to leave it. Not shown while the entry is in force and stays so. GUI thread.
class EntryStateNote : public QWidget
{
    Q_OBJECT

public:
    explicit EntryStateNote(const Theme &theme, QWidget *parent = nullptr);

    /// The entry as it is stored, what Save makes of it, and the moment its end is measured by.
    void tell(const WhitelistEntry &entry, bool isOnWanted, UtcMs now);
    /// False for who may not switch on what is off.
    void setMaySwitchOn(bool may) { m_maySwitchOn = may; }

signals:
    /// The button was pressed: Save is to make the entry the other way than it would now.
    void toggled();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void say(const QString &text);

    const Theme &m_theme;
    ThemedLabel *m_sentence;
    Button *m_button;
    bool m_maySwitchOn = true;
};

} // namespace postern
