#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many messages a second are accepted durably, beside Postfix and smtp-sink, in alternating runs of one client.

usage: acceptance.py BINARIES [--runs N] [--messages N] [--idle N] [--markdown FILE]

Only ratios within one run count: the machine may be shared. A message that was answered 250 and is not in Postern's
queue afterwards fails the run.
"""
import argparse
import contextlib
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from peers import Postern, Postfix, SmtpSink  # noqa: E402


def drive(port, sessions, messages, size, kept):
    """Messages a second of one smtp-source run; it fails on any answer that it does not expect."""
    words = ["smtp-source", "-s", str(sessions), "-m", str(messages), "-l", str(size),
             "-f", "bench@bench.example", "-t", "someone@example.net"]
    if kept:
        words.append("-d")
    begin = time.monotonic()
    run = subprocess.run([*words, f"inet:127.0.0.1:{port}"], capture_output=True, text=True, timeout=300)
    if run.returncode != 0 or "fatal" in run.stderr or "warning" in run.stderr:
        raise RuntimeError(f"smtp-source failed: {run.stderr.strip()[:300]}")
    return messages / (time.monotonic() - begin)


@contextlib.contextmanager
def idle_connections(port, count):
    holder = subprocess.Popen([sys.executable, pathlib.Path(__file__).with_name("idle.py"), str(port), str(count)],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    line = holder.stdout.readline().strip()
    if line != "ready":
        holder.wait()
        raise RuntimeError(line or "the idle connections could not be opened")
    try:
        yield
    finally:
        holder.stdin.close()
        holder.wait(30)


def rows(peers, runs, messages):
    for title, kept in (("new connection each", False), ("kept connections (-d)", True)):
        figures = {peer.name: [] for peer in peers}
        for peer in peers:
            drive(peer.port, 100, messages // 10, 1024, kept)
        for _ in range(runs):
            for peer in peers:
                figures[peer.name].append(drive(peer.port, 100, messages, 1024, kept))
        yield title, figures


def table(result):
    names = list(result[0][1])
    lines = ["| 100 sessions, 1 KiB | " + " | ".join(names) + " | " +
             " | ".join(f"postern / {name}" for name in names if name != "postern") + " |",
             "|" + "---|" * (2 * len(names))]
    for title, figures in result:
        medians = {name: statistics.median(values) for name, values in figures.items()}
        cells = [f"{medians[n]:,.0f} ({min(figures[n]):,.0f} to {max(figures[n]):,.0f})" for n in names]
        ratios = [f"{medians['postern'] / medians[n]:.2f}" for n in names if n != "postern"]
        lines.append(f"| {title} | " + " | ".join(cells + ratios) + " |")
    return "\n".join(lines)


def queued(postern):
    status = subprocess.run([postern.binaries / "posternctl", "--data-dir", postern.data, "status", "--json"],
                            check=True, capture_output=True, text=True)
    return sum(json.loads(status.stdout)["queue"].values())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binaries", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--messages", type=int, default=5000)
    parser.add_argument("--idle", type=int, default=9000)
    parser.add_argument("--markdown", type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="postern-bench.") as folder, contextlib.ExitStack() as stack:
        work = pathlib.Path(folder)
        postern = stack.enter_context(Postern(options.binaries, work))
        peers = [postern, stack.enter_context(Postfix(work)), stack.enter_context(SmtpSink())]
        result = list(rows(peers, options.runs, options.messages))
        with idle_connections(postern.port, options.idle):
            values = [drive(postern.port, 100, options.messages, 1024, True) for _ in range(options.runs)]
        kept = statistics.median(result[1][1]["postern"])
        beside = statistics.median(values)
        expected = 2 * options.runs * options.messages + 2 * (options.messages // 10) + options.runs * options.messages
        found = queued(postern)
        text = (f"{table(result)}\n\n"
                f"Kept connections beside {options.idle:,} idle ones: {beside:,.0f} a second, "
                f"{beside / kept:.2f} of the figure without them.\n\n"
                f"Messages answered 250: {expected:,}; in the queue afterwards: {found:,}.\n")
        print(text)
        if options.markdown:
            options.markdown.write_text(text)
        if found != expected:
            print("bench: messages are missing; every figure above is void", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
