// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QWidget>

namespace postern
{

class Button;
class ThemedLabel;

/// Says that an entry is switched off, so that nothing it holds takes effect, and offers to let
/// Save switch it on; or says what Save will switch and offers to leave it. Not shown while the
/// entry is on and stays on. GUI thread.
class EnabledNote : public QWidget
{
    Q_OBJECT

public:
    explicit EnabledNote(const Theme &theme, QWidget *parent = nullptr);

    /// The stored entry is on or off, and what Save makes of it.
    void tell(bool isStored, bool isWanted);
    /// Without the offer.
    void setReadOnly();

signals:
    /// The button was pressed: Save is to make the entry the other way than it would now.
    void toggled();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    ThemedLabel *m_sentence;
    Button *m_button;
};

} // namespace postern
