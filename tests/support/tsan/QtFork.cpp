// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdarg>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

// QProcess makes its child by clone() on its own memory, as vfork() does. The thread sanitizer of
// clang 14 takes such a child for one with memory of its own and ends with a failed check of its
// own. In the thread sanitizer's build alone the child is made by fork(): clone(2), "CLONE_VM".
extern "C" int clone(int (*run)(void *), void *, int flags, void *argument, ...) noexcept
{
    va_list arguments;
    va_start(arguments, argument);
    int *const pidFd = (flags & CLONE_PIDFD) ? va_arg(arguments, int *) : nullptr;
    va_end(arguments);
    const pid_t child = fork();
    if (child == 0)
        _exit(run(argument));
    if (child > 0 && pidFd)
        *pidFd = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
    return child;
}
