// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/dialogs/FormDialog.h"
#include "shared/model/Route.h"

namespace postern
{

class RouteAccess;
class ToggleRow;

/// New or edit of a route: where mail goes, how the way is protected, who we are there. A password
/// is never shown, and stays as it is while its field is empty. What the server warns of after
/// saving stays on the screen until it is closed.
class RouteDialog : public FormDialog
{
    Q_OBJECT

public:
    /// A new route.
    explicit RouteDialog(const Context &context);
    /// Edit `route`; who may not change it only sees it.
    RouteDialog(const Context &context, const Route &route, bool mayChange);

    [[nodiscard]] bool isModified() const override;

signals:
    void saved(const postern::Route &route);

protected:
    [[nodiscard]] bool isComplete() const override;
    void save() override;
    bool showRefusal(const Error &error) override;
    void judge() override;

private:
    void build();
    [[nodiscard]] bool isNew() const { return m_base.domain.isEmpty(); }
    [[nodiscard]] bool isDefault() const;
    [[nodiscard]] Result<QString> domain() const;
    void judgeDomain();
    void judgeTarget();
    void judgeAccess();
    /// The route as the fields have it.
    [[nodiscard]] Result<Route> wished() const;
    /// The server has a password that may go on being used.
    [[nodiscard]] bool mayKeepPassword(const Route &route) const;
    void setAllReadOnly();
    void takeAnswer(const QJsonObject &answer);

    Route m_base;
    ToggleRow *m_defaultToggle = nullptr;
    LineField *m_domainField = nullptr;
    LiveLine *m_domainLine = nullptr;
    LineField *m_targetField = nullptr;
    LiveLine *m_targetLine = nullptr;
    RouteAccess *m_access = nullptr;
};

} // namespace postern
