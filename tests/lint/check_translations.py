# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails when a text of app/ or shared/ lacks a German translation, or one lost a place like %1.

check_translations.py ROOT LUPDATE
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree


def places(text):
    return sorted(re.findall(r"%(?:\d|n)", text))


def problems_of(ts_file):
    """One line for each message that is not fully translated."""
    for context in ElementTree.parse(ts_file).getroot().iter("context"):
        where = context.findtext("name")
        for message in context.iter("message"):
            source = message.findtext("source")
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")]
            forms = forms or [translation.text or ""]
            if translation.get("type") or not all(forms):
                yield f'{where}: "{source}" has no translation'
            elif any(places(form) != places(source) for form in forms):
                yield f'{where}: "{source}" has other places than its translation'


def main():
    root, lupdate = pathlib.Path(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "postern_de.ts"
        shutil.copy(root / "translations" / "postern_de.ts", copy)
        subprocess.run([root / "script" / "translations", folder], check=True, timeout=100,
                       env={**os.environ, "LUPDATE": lupdate})
        found = list(problems_of(copy))
    for line in found:
        print(line)
    if found:
        print("Run script/translations, then complete translations/postern_de.ts.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
