// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace postern::test
{

/// posternd as a person or a service manager starts it, in a folder of its own. What it says when
/// it cannot start stands in tests/data/start/errors.ref, a line for each test function.
class StartedServer
{
public:
    using Program = std::unique_ptr<QProcess>;
    static constexpr int patienceMs = 60000;

    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString data() const { return path(QStringLiteral("data")); }
    /// A configuration on ports that the kernel chooses, with `extra` in it; its path.
    [[nodiscard]] QString write(const QByteArray &extra) const;
    [[nodiscard]] Program run(const QStringList &arguments) const;
    /// The same under another program: its name and arguments come before posternd's.
    [[nodiscard]] Program run(QStringList wrapper, const QStringList &arguments) const;
    /// Once it takes mail; null if it never does.
    [[nodiscard]] Program runUp(const QStringList &arguments) const;

    /// What runs, ends with 1, and its last line is the golden one of the running test function.
    /// `port` and `pid` are variable in it.
    void refuses(const QStringList &arguments, const QString &port = {}, qint64 pid = 0) const;
    void refuses(QProcess &program, const QString &port = {}, qint64 pid = 0) const;
    /// refuses() for a shell's script as a user without rights: nobody for root, who may do
    /// everything; else whoever runs the test. In it "$0" is posternd and "$1" the data folder.
    /// With `mounts` an ordinary user runs that instead, to put something of root's in the place
    /// of what root would make; posternd --data-dir follows.
    void refusesAsNobody(const QString &script, const QString &mounts = {}) const;

    /// A shell's script in a mount namespace of its own, as the root of it.
    [[nodiscard]] static QStringList inOwnMounts(const QString &script);
    /// The last line of stderr, with words for what differs from run to run.
    [[nodiscard]] QString lastWords(QProcess &program) const;
    [[nodiscard]] static QString golden();

private:
    [[nodiscard]] QStringList asNobodyWith(const QString &script, const QString &mounts) const;

    QTemporaryDir m_folder;
};

} // namespace postern::test
