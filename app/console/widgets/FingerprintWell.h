// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"

#include <QWidget>

namespace postern
{

/// A key's fingerprint as two rows of four groups of eight digits, for comparing by eye. Without
/// one: dots, so that nothing moves when it comes. GUI thread.
class FingerprintWell : public QWidget
{
    Q_OBJECT

public:
    enum class Ground
    {
        Plain,
        Danger ///< a key that is not the trusted one
    };

    FingerprintWell(const Theme &theme, const QString &objectName, QWidget *parent = nullptr);

    void setFingerprint(const QByteArray &fingerprint, Ground ground = Ground::Plain);
    /// As the groups are shown; empty without a fingerprint.
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_text;
    Ground m_ground = Ground::Plain;
};

} // namespace postern
