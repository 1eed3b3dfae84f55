# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Namespaces of their own for tests that mount or that need a second network."""
import os
import shlex
import subprocess
import sys


def enter_namespace(what, flag, first=""):
    """Runs this script again in a namespace of its own, as its root: `flag` is the one of unshare, "m" or "n";
    `first`: a command of the shell that comes before.

    Ends the script where that is not possible, naming `what` ("Mount namespaces").
    """
    if os.environ.get("POSTERN_IN_NAMESPACE"):
        return
    os.environ["POSTERN_IN_NAMESPACE"] = "1"
    flags = "-" + flag if os.geteuid() == 0 else "-rU" + flag
    attempt = subprocess.run(["unshare", flags, "true"], capture_output=True, text=True, check=False)
    if attempt.returncode != 0:
        sys.exit(f"{what} cannot be made here ({attempt.stderr.strip()}): run this test as root, or "
                 "allow user namespaces (sysctl kernel.unprivileged_userns_clone=1).")
    inner = (f"{first} && " if first else "") + "exec " + shlex.join([sys.executable, *sys.argv])
    os.execvp("unshare", ["unshare", flags, "sh", "-c", inner])
