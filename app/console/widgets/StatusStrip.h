// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/widgets/Surface.h"

namespace postern
{

class Button;
class ThemedLabel;

/// The line at the bottom: how the connection is, the server's version, who is signed in, and the
/// last change that is known.
class StatusStrip : public Surface
{
    Q_OBJECT

public:
    enum class Sign
    {
        Good,    ///< a filled dot
        Waiting, ///< a turning arrow, in the warning colour
        Bad      ///< a crossed circle
    };

    explicit StatusStrip(const Theme &theme, QWidget *parent = nullptr);

    void setConnection(Sign sign, const QString &sentence, const QString &version);
    void setAdministrator(const QString &text);
    void setLastChange(const QString &text, const QString &exact);
    /// A button beside the connection ("Try now"); an empty text takes it away.
    void setAction(const QString &text);
    [[nodiscard]] QString connectionText() const;
    [[nodiscard]] QWidget *actionButton() const;

signals:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Sign m_sign = Sign::Bad;
    ThemedLabel *m_connection;
    Button *m_action;
    ThemedLabel *m_version;
    ThemedLabel *m_administrator;
    ThemedLabel *m_lastChange;
};

} // namespace postern
