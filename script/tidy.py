#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy 14 on the files of a build folder, remembering what was clean.

usage: tidy.py BUILD_FOLDER [FILE...]

The memory is a folder of empty files named by a hash of all that the verdict depends on: the rules, the compile
command's flags, the file, and every header of ours that it includes.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "postern-tidy"
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def own_files(path, seen):
    """The file and the headers of this repository that it includes, however deep."""
    if path in seen or not path.is_file():
        return
    seen.add(path)
    for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
        own_files(ROOT / name, seen)


def key_of(entry, rules):
    seen = set()
    own_files(pathlib.Path(entry["file"]), seen)
    digest = hashlib.sha256(rules)
    flags = re.sub(re.escape(str(ROOT)), "", entry["command"])
    digest.update(flags.encode())
    for path in sorted(seen):
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def tidy(entry, build):
    return subprocess.run(["clang-tidy-14", "--quiet", "-p", build, "--warnings-as-errors=*", entry["file"]],
                          capture_output=True, text=True)


def check(entry, build, rules):
    stamp = CACHE / key_of(entry, rules)
    if stamp.exists():
        return True, ""
    run = tidy(entry, build)
    if "[clang-diagnostic-error]" in run.stdout:
        # What the compilers accept, version 14 now and then does not understand, and understands the next time.
        run = tidy(entry, build)
    if run.returncode == 0:
        stamp.touch()
    return run.returncode == 0, run.stdout + ("" if run.returncode == 0 else run.stderr)


def is_ours(name):
    """Sources of the product; tests are held by the compiler's warnings and the tree check."""
    path = pathlib.Path(name)
    return path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in ("shared", "server", "app")


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    build = sys.argv[1]
    wanted = {str(pathlib.Path(name).resolve()) for name in sys.argv[2:]}
    entries = json.loads(pathlib.Path(build, "compile_commands.json").read_text())
    entries = [e for e in entries if is_ours(e["file"]) and (not wanted or e["file"] in wanted)]
    rules = (ROOT / ".clang-tidy").read_bytes()
    CACHE.mkdir(parents=True, exist_ok=True)
    bad = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for ok, text in pool.map(lambda e: check(e, build, rules), entries):
            if not ok:
                bad += 1
                print(text)
    print(f"clang-tidy: {len(entries)} files, {bad} with findings")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
