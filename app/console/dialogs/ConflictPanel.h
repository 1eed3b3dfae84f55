// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"
#include "shared/model/WhitelistEntry.h"

#include <QWidget>

class QGridLayout;

namespace postern
{

class ThemedLabel;

/// Both versions of an entry that two administrators changed, side by side, and the choice between
/// them. Nothing is decided by itself.
class ConflictPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ConflictPanel(const Theme &theme, QWidget *parent = nullptr);

    /// `mine` is what stands in the form, `myAddress` its address as typed.
    void compare(const QString &myAddress, const WhitelistEntry &mine,
                 const WhitelistEntry &theirs);

signals:
    void keepMine();
    void takeTheirs();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addLine(const QString &name, const QString &mine, const QString &theirs);

    const Theme &m_theme;
    ThemedLabel *m_sentence;
    QWidget *m_table = nullptr;
    QGridLayout *m_grid = nullptr;
};

} // namespace postern
