// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/Result.h"

#include <QHash>
#include <QString>

namespace postern
{

/// "postern (uid 998)", or the number alone for a user without a name.
[[nodiscard]] QString accountName(uint uid);

/// The folder that holds everything of one server: made with mode 0700, or refused when others may
/// open it or when files in it belong to another user, who shuts the server out of them; one
/// process at a time (a lock that a killed process leaves behind is free).
class DataFolder
{
public:
    /// Makes, checks and locks it; the error is one sentence.
    [[nodiscard]] static Result<DataFolder> open(const QString &path);
    DataFolder(DataFolder &&other) noexcept;
    DataFolder &operator=(DataFolder &&) = delete;
    /// Unlocks; removes ports.json.
    ~DataFolder();

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString file(const QString &name) const;
    /// The name under which this process holds leases: made once, kept in the file node.id, so that
    /// a restart frees what a killed process had.
    [[nodiscard]] Result<QString> nodeName(const QString &hostname) const;
    /// ports.json: listener's name -> port, "control" -> port; written once all are open.
    [[nodiscard]] Result<void> writePorts(const QHash<QString, int> &ports) const;

private:
    DataFolder(QString path, int lock) : m_path(std::move(path)), m_lock(lock) {}

    QString m_path;
    int m_lock;
};

} // namespace postern
