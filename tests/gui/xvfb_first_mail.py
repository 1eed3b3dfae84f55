#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the pairing link to the first mail, in the real console on a real X display, with mouse and keys.

usage: xvfb_first_mail.py FOLDER_OF_PROGRAMS [--save FOLDER]
With --save the pictures that the documentation shows are taken on the way.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "support"), str(HERE.parent / "integration")]

from desktop import CHECKED, ENABLED, PATIENCE, SHOWING, Desktop, Person  # noqa: E402
from postern_run import Posternd, SmtpClient, wait_for  # noqa: E402

ADMINISTRATOR = "anna"
PASSWORD = "correct horse battery"
DEVICE = "127.0.0.2"
STRANGER = "127.0.0.9"
# Bytes that careless relays change: dots, a long line, 8 bits, trailing blanks, empty lines.
CONTENT = (b"Subject: first mail\r\nFrom: scanner@example.org\r\n\r\n.\r\n..two dots\r\n" + b"x" * 990
           + b"\r\n\xc3\xa4\xff\x80 8 bits\r\ntrailing blanks  \t \r\n\r\n\r\nFrom here\r\n")
# What stands beside the device in the pictures.
NEIGHBOURS = (("10.1.0.0/16", "Plant printers", "smtp,smtp-auth-bypass"),
              ("10.1.44.12", "Scanner, first floor", "smtp"),
              ("192.0.2.10", "ERP server", "smtp,smtp-auth-bypass,brute-force"),
              ("198.51.100.20-198.51.100.35", "Lyon branch", "smtp,smtp-auth-bypass"),
              ("203.0.113.25", "Ticket system", "smtp-auth-bypass"),
              ("2001:db8:40::/64", "Web farm", "smtp,smtp-auth-bypass"))
options = None


class FirstMail(unittest.TestCase):
    def setUp(self):
        self.server = Posternd(options.binaries).start()
        self.addCleanup(self.server.close)
        self.desktop = Desktop(self.server.folder)
        self.addCleanup(self.desktop.close)
        self.settings = self.server.folder / "servers.json"
        self.open_console("light")

    def open_console(self, scheme):
        self.console = subprocess.Popen(
            [options.binaries / "postern", "--settings", self.settings, "--color-scheme", scheme, "--language", "en"],
            env=self.desktop.environment)
        self.addCleanup(self.close_console, self.console)
        self.person = Person(self.desktop, self.console)

    @staticmethod
    def close_console(process):
        if process.poll() is None:
            process.kill()
        process.wait()

    def save(self, name):
        if options.save:
            options.save.mkdir(parents=True, exist_ok=True)
            self.person.photograph(options.save / f"{name}.png")

    def administrators(self):
        return [item["name"] for item in json.loads(self.server.must("admin", "list", "--json"))["items"]]

    def whitelist(self):
        items = json.loads(self.server.must("whitelist", "list", "--json"))["items"]
        return {item["address"]: item for item in items if not item.get("builtIn")}

    def send(self, client):
        """One message as far as the server takes it; the last reply."""
        session = SmtpClient(self.server.ports["relay"], client)
        try:
            for line in ("EHLO device.example", "MAIL FROM:<scanner@example.org> BODY=8BITMIME",
                         "RCPT TO:<someone@example.net>"):
                reply = session.say(line)
                if not reply.startswith("250"):
                    return reply
            return session.send_message(CONTENT)
        finally:
            session.close()

    def pair(self):
        link = json.loads(self.server.must("pair", "--host", "127.0.0.1", "--json"))["link"]
        self.assertEqual(self.administrators(), [])
        self.person.click("push button", "New server")
        self.person.type("Pairing link", link)
        self.person.type("Your name", ADMINISTRATOR)
        self.person.wait("push button", "Connect", SHOWING | ENABLED)
        self.save("first-contact-light")
        self.person.click("push button", "Connect")
        self.person.type("Password", PASSWORD)
        self.person.type("The password again", PASSWORD)
        self.person.click("push button", "Sign in")
        self.person.wait("label", "Connected to gate.example.com")
        self.assertEqual(self.administrators(), [ADMINISTRATOR])

    def list_device(self):
        self.person.click("push button", "New")
        self.person.type("IP address, range or CIDR block", DEVICE)
        self.person.type("Description", "Scanner, goods receipt")
        for service in ("SMTP", "SMTP Auth Bypass"):
            if self.person.find("check box", service, SHOWING | CHECKED) is None:
                self.person.click("check box", service)
            self.person.wait("check box", service, SHOWING | CHECKED)
        self.person.wait("push button", "Save", SHOWING | ENABLED)
        self.save("new-entry-light")
        self.person.click("push button", "Save")
        self.person.wait_until_gone("dialog", "New whitelist entry")
        self.person.wait("cell", DEVICE)
        entry = self.whitelist()[DEVICE]
        self.assertEqual(sorted(entry["services"]), ["smtp", "smtp-auth-bypass"])
        self.assertEqual(entry["changedBy"], ADMINISTRATOR)

    def picture_list(self):
        """The list as it looks after a while, in both schemes."""
        if not options.save:
            return
        for address, description, services in NEIGHBOURS:
            self.server.must("whitelist", "add", address, "--services", services, "--description", description)
        self.person.click("page tab", "Security")
        self.person.wait("cell", NEIGHBOURS[-1][0])
        self.save("whitelist-light")
        self.close_console(self.console)
        self.open_console("dark")
        self.person.click("push button", f"Connect to 127.0.0.1:{self.server.ports['control']}")
        self.person.type("Password", PASSWORD)
        self.person.click("push button", "Sign in")
        self.person.wait("cell", NEIGHBOURS[-1][0])
        self.save("whitelist-dark")

    def set_route(self):
        maildir = self.server.folder / "mail"
        self.person.click("page tab", "Routes (smarthosts)")
        self.person.click("push button", "New")
        self.person.click("check box", "All other domains")
        self.person.type("Goes to", f"maildir:{maildir}")
        self.person.click("push button", "Save")
        self.person.wait_until_gone("dialog", "New route")
        return maildir

    def test_from_the_link_to_the_first_mail(self):
        self.pair()
        self.assertRegex(self.send(DEVICE), r"^530 5\.7\.0 ")
        self.list_device()
        maildir = self.set_route()
        self.assertRegex(self.send(DEVICE), r"^250 2\.0\.0 ")
        new = maildir / "new"
        file, = wait_for("the delivery", lambda: new.is_dir() and list(new.iterdir()), PATIENCE)
        stored = file.read_bytes()
        self.assertTrue(stored.endswith(CONTENT), stored[-1500:])
        self.assertEqual(stored[:-len(CONTENT)].count(b"by gate.example.com"), 1)
        self.assertRegex(self.send(STRANGER), r"^530 5\.7\.0 ")
        self.assertEqual(len(list(new.iterdir())), 1)
        self.picture_list()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("binaries", type=pathlib.Path)
    parser.add_argument("--save", type=pathlib.Path, metavar="FOLDER")
    options = parser.parse_args()
    unittest.main(argv=[pathlib.Path(__file__).name, "-v"])
