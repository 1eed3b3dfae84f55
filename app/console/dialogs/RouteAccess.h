// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/dialogs/RouteProtection.h"
#include "app/console/widgets/LineField.h"
#include "shared/Result.h"

#include <QVBoxLayout>

namespace postern
{

/// How the way to a smarthost is protected, and who the server is there: the part of a route that a
/// mailbox does not have. The password that is stored is never shown; an empty field leaves it.
class RouteAccess : public QWidget
{
    Q_OBJECT

public:
    /// With what `base` has.
    RouteAccess(const Theme &theme, const Route &base, QWidget *parent = nullptr);

    /// For a route of this kind and host from now on.
    void setTarget(const Route &target);
    /// Writes the fields into a route that has the target.
    void fill(Route &route) const;
    [[nodiscard]] QString password() const { return m_passwordField->text(); }
    [[nodiscard]] bool differsFrom(const Route &base) const;

    void clearAnswers();
    /// Beside the field that it concerns; false if that is none of these.
    bool sayRefusal(const Error &error);
    /// What is still to be typed.
    void sayMissing(const QString &sentence);
    void setReadOnly();

signals:
    void changed();

private:
    LineField *addField(QVBoxLayout *column, const QString &label, const QString &fieldName,
                        const QString &placeholder);

    const Theme &m_theme;
    RouteProtection *m_protection;
    LineField *m_userField;
    LineField *m_passwordField;
    LineField *m_fingerprintField;
    LiveLine *m_line;
};

} // namespace postern
