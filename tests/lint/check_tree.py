#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails when a file breaks the house: who may include whom, how Qt is included, sizes, names, licence lines.

usage: check_tree.py [TREE]

Prints one line a finding, `path:line: what is wrong and what would be right`, and ends 1 if there is any.
docs/architecture.md explains the walls that ROOMS states.
"""
import pathlib
import re
import sys

# room: the rooms that it may include besides itself. "shared/..." rooms see `shared` (the Result type).
ROOMS = {
    "shared": [],
    "shared/net": ["shared"],
    "shared/model": ["shared", "shared/net"],
    "shared/control": ["shared", "shared/net", "shared/model"],
    "shared/transport": ["shared", "shared/net", "shared/model", "shared/control"],
    "server/mail": ["shared", "shared/net"],
    "server/smtp": ["shared", "server/mail"],
    "server/policy": ["shared", "shared/net", "shared/model"],
    "server/storage": ["shared", "shared/net", "shared/model", "shared/control", "server/mail"],
    "server/auth": ["shared", "shared/net", "shared/model", "server/storage"],
    "server/delivery": ["shared", "shared/net", "shared/model", "server/mail"],
    "server/queue": ["shared", "shared/net", "shared/model", "server/mail", "server/storage", "server/delivery"],
    "server/log": ["shared"],
    "server/runtime": ["shared"],
    "server/config": ["shared", "shared/net", "shared/model", "server/runtime"],
    "server/net": ["shared", "shared/net", "shared/model", "server/smtp", "server/policy", "server/mail",
                   "server/runtime", "server/log"],
    "server/control": ["shared", "shared/net", "shared/model", "shared/control", "shared/transport",
                       "server/storage", "server/policy", "server/auth", "server/queue"],
    "app/connection": ["shared", "shared/net", "shared/model", "shared/control", "shared/transport"],
    "app/console": ["shared", "shared/net", "shared/model", "shared/control", "app/connection"],
    "app/ctl": ["shared", "shared/net", "shared/model", "shared/control", "app/connection"],
}
# The composition roots and the programs' main files know everyone on their side.
ROOTS = re.compile(r"^server/[A-Z][A-Za-z]*\.(h|cpp)$|^server/main\.cpp$")
PURE = {"shared", "shared/net", "shared/model", "shared/control", "server/mail", "server/smtp", "server/policy",
        "server/log"}
NOT_PURE = re.compile(r"^Q(Tcp|Udp|Ssl|LocalS|Network|Host|Dns|Sql|Widget|Thread\b)")
BANNED_NAMES = re.compile(r"(Util|Utils|Helper|Helpers|Common|Manager|Misc)\.(h|cpp)$|/(common|utils|helpers|managers)/", re.I)
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]')
MAX_LINES = 600


def room_of(path):
    """The room that a path lies in: the longest known folder that holds it."""
    parts = path.split("/")[:-1]
    while parts:
        name = "/".join(parts)
        if name in ROOMS:
            return name
        parts.pop()
    return None


def include_finding(path, bracket, target):
    if re.match(r"Qt[A-Za-z]+/", target):
        return f"includes <{target}>; write <{target.split('/', 1)[1]}>, so that the linker guards the walls"
    room = room_of(path)
    if room in PURE and bracket == "<" and NOT_PURE.match(target):
        return f"includes <{target}>; {room} is pure: no socket, thread, database or widget"
    if bracket == "<" or path.startswith("tests/"):
        return None
    if ROOTS.match(path):
        return f'includes "{target}"; the server never sees it' if target.startswith(("app/", "tests/")) else None
    if room is None:
        return "lies in no room that ROOMS names; find its room, or state the new one and its arrows"
    if target.split("/")[0] not in ("shared", "server", "app", "tests"):
        if (pathlib.PurePosixPath(path).parent / target).name == target and target.startswith("ui_"):
            return None
        return f'includes "{target}"; write the path from the top of the repository'
    seen = room_of(target)
    if seen == room or (seen is not None and seen in ROOMS[room]):
        return None
    return f'includes "{target}"; {room} may include only: {", ".join(ROOMS[room]) or "nothing"}'


def findings(tree, path):
    text = (tree / path).read_text(encoding="utf-8", errors="replace")
    lines = text.splitlines()
    is_code = path.endswith((".cpp", ".h"))
    if "SPDX-License-Identifier: GPL-3.0-or-later" not in "\n".join(lines[:4]):
        yield 1, "has no licence lines; begin as the other files do"
    if len(lines) > MAX_LINES:
        yield len(lines), f"has {len(lines)} lines; more than {MAX_LINES} are two things in one file"
    if BANNED_NAMES.search(path):
        yield 1, "is named after no duty (util, helper, common, manager); name what it does"
    if path.endswith(".h") and "#pragma once" not in lines[:6]:
        yield 1, "has no #pragma once behind its licence lines"
    for number, line in enumerate(lines, 1):
        if not is_code:
            break
        match = INCLUDE.match(line)
        finding = include_finding(path, *match.groups()) if match else None
        if finding:
            yield number, finding
        if re.search(r"\bQ(SKIP|EXPECT_FAIL)\(", line):
            yield number, "leaves a test out; make it run here, or let it fail and say what is missing"
        if re.search(r"\b(?!Q)\w+::instance\(\)", line):
            yield number, "asks a singleton; take a reference in the constructor"
        # QDBusConnection::connect() takes nothing else.
        if re.search(r"\b(SIGNAL|SLOT)\(", line) and "<QDBusConnection>" not in text:
            yield number, "connects by string; use a pointer to member"


def code_files(tree):
    for folder in ("shared", "server", "app", "tests", "script"):
        for path in sorted((tree / folder).rglob("*")):
            if path.suffix in (".cpp", ".h", ".py") and path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(tree).as_posix()


def main():
    tree = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
    count = 0
    bad = 0
    for path in code_files(tree):
        count += 1
        for line, finding in findings(tree, path):
            bad += 1
            print(f"{path}:{line}: {finding}")
    print(f"{count} files, {bad} findings")
    return 1 if bad or not count else 0


if __name__ == "__main__":
    sys.exit(main())
