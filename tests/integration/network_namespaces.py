#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control channel over a network: posternd in one network namespace, posternctl in another, a veth pair between.

usage: network_namespaces.py FOLDER_OF_PROGRAMS

First contact by the pairing link, everything after it over TLS with the pinned key; never the local socket. Runs as root,
or as any user where user namespaces are allowed.
"""
import json
import pathlib
import subprocess
import sys
import unittest

from own_namespace import enter_namespace
from postern_run import Posternd, program, run_ctl, swaks

SERVER = "10.99.7.1"
CLIENT = "10.99.7.2"
PASSWORD = "an administrator's password"


class OtherSide:
    """The client's network namespace, held open by a process that waits."""

    def __init__(self):
        self.process = subprocess.Popen(["unshare", "-n", "sh", "-c", "echo ready; exec cat"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n"
        self.prefix = [program("nsenter"), "-t", str(self.process.pid), "-n"]
        for command in (
                "ip link set lo up",
                f"ip link add server type veth peer name client netns {self.process.pid}",
                f"ip address add {SERVER}/24 dev server",
                "ip link set server up"):
            subprocess.run(command.split(), check=True)
        for command in (f"ip address add {CLIENT}/24 dev client", "ip link set client up", "ip link set lo up"):
            subprocess.run([*self.prefix, *command.split()], check=True)

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


class NetworkNamespaces(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.other = OtherSide()

    @classmethod
    def tearDownClass(cls):
        cls.other.close()

    def setUp(self):
        self.server = Posternd(BINARIES, address=SERVER, control=SERVER).start()
        self.addCleanup(self.server.close)
        self.files = self.server.folder / "client"
        self.files.mkdir()
        self.write("password", PASSWORD + "\n")

    def write(self, name, text):
        path = self.files / name
        path.write_text(text)
        return str(path)

    def over_there(self, *arguments):
        """posternctl in the client's namespace."""
        return run_ctl(BINARIES, *arguments, prefix=self.other.prefix)

    def pair(self, name, role):
        """First contact from the other side; the options for every later command."""
        link = self.server.must("pair", "--host", SERVER, "--admin", name, "--role", role).splitlines()[0]
        result = self.over_there("redeem", "--pair-file", self.write("link", link + "\n"), "--user", name,
                                 "--password-file", str(self.files / "password"), "--json")
        self.assertEqual(result.code, 0, result.err)
        contact = json.loads(result.out)
        return ["--server", contact["server"], "--fingerprint", contact["fingerprint"], "--user", contact["user"],
                "--password-file", str(self.files / "password")], link

    def test_the_other_side_is_another_network(self):
        local = subprocess.run([*self.other.prefix, "ip", "-brief", "address"], capture_output=True, text=True, check=True)
        self.assertIn(CLIENT, local.stdout)
        self.assertNotIn(SERVER, local.stdout)

    def test_first_administrator_opens_the_gate(self):
        ada, _ = self.pair("ada", "admin")
        relay = self.server.ports["relay"]
        before = swaks(SERVER, relay, prefix=self.other.prefix)
        self.assertRegex(before.out, r"<\*\* 530 5\.7\.0 ")
        added = self.over_there(*ada, "whitelist", "add", CLIENT, "--services", "smtp-auth-bypass", "--why", "A test")
        self.assertEqual(added.code, 0, added.err)
        after = swaks(SERVER, relay, prefix=self.other.prefix)
        self.assertEqual(after.code, 0, after.out)
        listed = self.over_there(*ada, "whitelist", "list")
        self.assertRegex(listed.out, rf"{CLIENT} +smtp-auth-bypass +on +\S+ \S+ by ada")
        trail = json.loads(self.over_there(*ada, "audit", "list", "--json").out)["items"]
        change = next(record for record in trail if record["action"] == "whitelist.add")
        self.assertEqual((change["who"], change["from"], change["why"]), ("ada", CLIENT, "A test"))
        self.assertTrue(change["program"].startswith("posternctl "))

    def test_link_is_for_one_use(self):
        _, link = self.pair("ada", "admin")
        again = self.over_there("redeem", "--pair-file", self.write("link", link), "--user", "eve", "--password-file",
                                str(self.files / "password"))
        self.assertEqual(again.code, 1, again.err)
        self.assertNotIn("code=", again.err)

    def test_another_key_is_not_trusted(self):
        ada, link = self.pair("ada", "admin")
        position = ada.index("--fingerprint") + 1
        ada[position] = "0" * 64
        refused = self.over_there(*ada, "whitelist", "list")
        self.assertEqual(refused.code, 3)
        self.assertRegex(refused.err, r"is not trusted: it shows the key [0-9a-f]{8} .*, but 00000000 .* Nothing was sent")
        forged = link.split("sha256=")[0] + "sha256=" + "0" * 64 + "&code=" + link.split("code=")[1]
        refused = self.over_there("redeem", "--pair-file", self.write("link", forged), "--user", "eve",
                                  "--password-file", str(self.files / "password"))
        self.assertEqual(refused.code, 3)

    def test_wrong_password_is_refused(self):
        ada, _ = self.pair("ada", "admin")
        ada[-1] = self.write("wrong", "not the password\n")
        refused = self.over_there(*ada, "status")
        self.assertEqual(refused.code, 1)
        self.assertEqual(len(refused.err.splitlines()), 1, refused.err)

    def test_roles(self):
        ada, _ = self.pair("ada", "admin")
        olga, _ = self.pair("olga", "operator")
        paul, _ = self.pair("paul", "auditor")
        for who in (olga, paul):
            self.assertEqual(self.over_there(*who, "whitelist", "list").code, 0)
            refused = self.over_there(*who, "whitelist", "add", CLIENT, "--services", "smtp")
            self.assertEqual(refused.code, 1)
        self.assertEqual(self.over_there(*ada, "whitelist", "add", CLIENT, "--services", "smtp").code, 0)
        self.assertEqual(self.over_there(*paul, "whitelist", "disable", CLIENT).code, 1)
        self.assertEqual(self.over_there(*olga, "whitelist", "disable", CLIENT).code, 0)
        self.assertEqual(self.over_there(*olga, "whitelist", "enable", CLIENT).code, 1)
        self.assertEqual(self.over_there(*olga, "user", "add", "erp").code, 1)
        self.assertEqual(self.over_there(*olga, "queue", "hold", "--client", CLIENT).code, 0)
        self.assertEqual(self.over_there(*paul, "queue", "hold", "--client", CLIENT).code, 1)
        last = self.over_there(*ada, "admin", "set-role", "ada", "auditor")
        self.assertEqual(last.code, 1)
        self.assertEqual(self.over_there(*ada, "admin", "remove", "olga").code, 0)
        self.assertEqual(self.over_there(*olga, "whitelist", "list").code, 1)

    def test_no_server_no_connection(self):
        ada, _ = self.pair("ada", "admin")
        self.assertEqual(self.over_there(*ada, "status", "--check").code, 0)
        self.server.stop()
        gone = self.over_there(*ada, "status")
        self.assertEqual(gone.code, 3)
        self.assertIn("Nothing listens at", gone.err)
        self.assertEqual(self.over_there(*ada, "status", "--check").code, 2)


if __name__ == "__main__":
    enter_namespace("Network namespaces", "n")
    BINARIES = sys.argv.pop(1)
    unittest.main(argv=[pathlib.Path(__file__).name, "-v", *sys.argv[1:]])
