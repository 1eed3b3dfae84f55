# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds idle SMTP connections open: idle.py PORT COUNT. Prints `ready` once each has its greeting, ends when its standard
input is closed, and at the latest after ten minutes."""
import resource
import select
import socket
import sys


def main():
    port, count = int(sys.argv[1]), int(sys.argv[2])
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    connections = []
    for _ in range(count):
        connection = socket.create_connection(("127.0.0.1", port), 30)
        if connection.recv(3) != b"220":
            print("a greeting was refused after", len(connections), "connections", flush=True)
            return 1
        connections.append(connection)
    print("ready", flush=True)
    select.select([sys.stdin], [], [], 600)
    return 0


if __name__ == "__main__":
    sys.exit(main())
