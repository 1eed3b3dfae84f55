# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails when a setting of the catalogue is read nowhere in server/: it could be set, and would do nothing.

check_settings.py ROOT
"""
import pathlib
import re
import sys

CATALOGUE = "shared/model/SettingCatalogue.cpp"


def unread(root):
    """The keys of the catalogue that stand in no string literal of their own in server/; None without any key."""
    keys = re.findall(r'spec\(u"([^"]+)"', (root / CATALOGUE).read_text(encoding="utf-8"))
    sources = [path.read_text(encoding="utf-8") for path in (root / "server").rglob("*.cpp")]
    if not keys or not sources:
        return None
    return [key for key in keys if not any(f'"{key}"' in text for text in sources)]


def main():
    found = unread(pathlib.Path(sys.argv[1]))
    if found is None:
        print(f"{CATALOGUE} and server/ hold no settings as this check knows them.")
        return 1
    for key in found:
        print(f'{CATALOGUE}: "{key}" can be set and is read nowhere in server/')
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
