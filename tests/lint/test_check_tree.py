#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guard of the walls must itself be able to fail: each case is a small tree with one break, or none."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECK = pathlib.Path(__file__).with_name("check_tree.py")
LICENCE = "// SPDX-FileCopyrightText: The Postern developers\n// SPDX-License-Identifier: GPL-3.0-or-later\n"


class CheckTree(unittest.TestCase):
    def run_on(self, path, text):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, path)
            file.parent.mkdir(parents=True)
            file.write_text(text)
            run = subprocess.run([sys.executable, CHECK, folder], capture_output=True, text=True)
            return run.returncode, run.stdout

    def assert_finds(self, path, text, words):
        code, output = self.run_on(path, text)
        self.assertEqual(code, 1, output)
        self.assertIn(words, output)

    def test_clean_file_passes(self):
        code, output = self.run_on("server/smtp/A.cpp", LICENCE + '#include "server/mail/Envelope.h"\n#include <QString>\n')
        self.assertEqual(code, 0, output)

    def test_forbidden_arrow(self):
        self.assert_finds("server/smtp/A.cpp", LICENCE + '#include "server/policy/Decision.h"\n', "may include only")

    def test_app_and_server_never_meet(self):
        self.assert_finds("app/ctl/A.cpp", LICENCE + '#include "server/mail/Envelope.h"\n', "may include only")
        self.assert_finds("server/ServerApplication.cpp", LICENCE + '#include "app/ctl/A.h"\n', "never sees it")

    def test_model_does_not_see_control(self):
        self.assert_finds("shared/model/A.h", LICENCE + '#pragma once\n#include "shared/control/Message.h"\n', "may include only")

    def test_module_spelling(self):
        self.assert_finds("server/mail/A.cpp", LICENCE + "#include <QtNetwork/QTcpSocket>\n", "write <QTcpSocket>")

    def test_socket_in_pure_room(self):
        self.assert_finds("server/smtp/A.cpp", LICENCE + "#include <QTcpSocket>\n", "is pure")

    def test_long_file(self):
        self.assert_finds("server/mail/A.cpp", LICENCE + "\n" * 600, "more than 600")

    def test_singleton(self):
        self.assert_finds("server/mail/A.cpp", LICENCE + "auto &x = Store::instance();\n", "singleton")

    def test_skipped_test(self):
        self.assert_finds("tests/unit/A.cpp", LICENCE + 'QSKIP("not here");\n', "leaves a test out")

    def test_missing_licence(self):
        self.assert_finds("server/mail/A.cpp", "int a;\n", "licence")

    def test_names_of_no_duty(self):
        self.assert_finds("server/mail/MailUtils.cpp", LICENCE, "named after no duty")

    def test_empty_tree_is_no_success(self):
        with tempfile.TemporaryDirectory() as folder:
            run = subprocess.run([sys.executable, CHECK, folder], capture_output=True, text=True)
            self.assertEqual(run.returncode, 1)


if __name__ == "__main__":
    unittest.main()
