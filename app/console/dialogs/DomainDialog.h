// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/dialogs/FormDialog.h"
#include "shared/model/AcceptedDomain.h"

namespace postern
{

/// New accepted domain: one name, and before it is saved what that opens.
class DomainDialog : public FormDialog
{
    Q_OBJECT

public:
    explicit DomainDialog(const Context &context);

    [[nodiscard]] bool isModified() const override;

signals:
    void saved(const postern::AcceptedDomain &domain);

protected:
    [[nodiscard]] bool isComplete() const override;
    void save() override;
    bool showRefusal(const Error &error) override;
    void judge() override;

private:
    LineField *m_nameField;
    LiveLine *m_line;
};

} // namespace postern
