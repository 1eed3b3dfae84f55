#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""posternctl over a wire that loses answers: what may be repeated is asked again under the same id and done once.

usage: lost_answers.py FOLDER_OF_PROGRAMS
"""
import json
import pathlib
import sys
import unittest

from lossy_wire import LossyWire
from postern_run import Posternd, run_ctl

PASSWORD = "an administrator's password"


class LostAnswers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Posternd(BINARIES).start()
        cls.addClassCleanup(cls.server.close)
        cls.server.must("admin", "add", "ada", "--role", "admin", "--password-stdin", stdin=PASSWORD)
        cls.password = cls.server.folder / "password"
        cls.password.write_text(PASSWORD)
        cls.fingerprint = json.loads(cls.server.must("status", "--json"))["fingerprint"]

    def run_over(self, wire, *arguments, stdin=""):
        return run_ctl(BINARIES, "--server", wire.address, "--fingerprint", self.fingerprint, "--user", "ada",
                       "--password-file", str(self.password), *arguments, stdin=stdin)

    def wire(self, method, losses=1):
        wire = LossyWire(self.server, method, losses)
        self.addCleanup(wire.close)
        return wire

    def records(self, action, subject):
        trail = json.loads(self.server.must("audit", "list", "--json"))["items"]
        return [record for record in trail if (record["action"], record["subject"]) == (action, subject)]

    def assert_done_once(self, action, subject, *arguments, stdin=""):
        """The first answer is lost, the second arrives; what posternctl printed."""
        wire = self.wire(action)
        result = self.run_over(wire, *arguments, stdin=stdin)
        self.assertEqual(result.code, 0, result.err)
        self.assertEqual(wire.losses, 0)
        self.assertEqual(len(wire.requests), 2, wire.requests)
        self.assertEqual(wire.requests[0], wire.requests[1])
        self.assertRegex(json.dumps(wire.requests[0]), r'"id": "[0-9a-f-]{36}"')
        self.assertEqual(len(self.records(action, subject)), 1)
        return result.out

    def test_whitelist_add(self):
        out = self.assert_done_once("whitelist.add", "10.1.0.1", "whitelist", "add", "10.1.0.1", "--services", "smtp")
        self.assertIn("Added 10.1.0.1", out)
        entries = json.loads(self.server.must("whitelist", "list", "--json"))["items"]
        self.assertEqual([entry["address"] for entry in entries].count("10.1.0.1"), 1)

    def test_domain_add(self):
        out = self.assert_done_once("domain.add", "example.com", "domain", "add", "example.com")
        self.assertIn("example.com", out)
        domains = json.loads(self.server.must("domain", "list", "--json"))["items"]
        self.assertEqual([domain["name"] for domain in domains].count("example.com"), 1)

    def test_route_set(self):
        self.assert_done_once("route.set", "example.net", "route", "set", "example.net", "smtp://127.0.0.1:2526")
        routes = json.loads(self.server.must("route", "list", "--json"))["items"]
        self.assertEqual([(route["domain"], route["revision"]) for route in routes], [("example.net", 1)])

    def test_user_add(self):
        self.assert_done_once("user.add", "erp", "user", "add", "erp", "--password-stdin", stdin="a long test password")
        users = json.loads(self.server.must("user", "list", "--json"))["items"]
        self.assertEqual([user["name"] for user in users].count("erp"), 1)

    def test_user_add_with_a_password_of_the_server(self):
        # Nobody saw the password that was lost with the answer; the second answer has one, too.
        wire = self.wire("user.add")
        result = self.run_over(wire, "user", "add", "webshop")
        self.assertEqual(wire.losses, 0)
        self.assertEqual(len(wire.requests), 2)
        self.assertEqual(wire.requests[0], wire.requests[1])
        self.assertEqual(result.code, 0, result.err)
        self.assertRegex(result.out, r"shown only now: [a-z2-7]{24}")

    def test_admin_add(self):
        self.assert_done_once("admin.add", "bert", "admin", "add", "bert", "--role", "operator", "--password-stdin",
                              stdin="an operator's password")
        administrators = json.loads(self.server.must("admin", "list", "--json"))["items"]
        self.assertEqual([administrator["name"] for administrator in administrators].count("bert"), 1)

    def test_a_second_loss_is_said(self):
        wire = self.wire("domain.add", losses=2)
        result = self.run_over(wire, "domain", "add", "example.org")
        self.assertEqual(result.code, 3, result.out)
        self.assertEqual(len(result.err.splitlines()), 1, result.err)
        self.assertEqual(len(wire.requests), 2)
        self.assertEqual(len(self.records("domain.add", "example.org")), 1)

    def test_what_has_no_id_is_not_repeated(self):
        self.server.must("domain", "add", "example.edu")
        wire = self.wire("domain.remove")
        result = self.run_over(wire, "domain", "remove", "example.edu")
        self.assertEqual(result.code, 3, result.out)
        self.assertEqual(len(wire.requests), 1)


if __name__ == "__main__":
    BINARIES = sys.argv.pop(1)
    unittest.main(argv=[pathlib.Path(__file__).name, "-v", *sys.argv[1:]])
