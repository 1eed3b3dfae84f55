#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A smarthost that wants encryption and a login: a server hands its mail to the submission listener of another one.

usage: smarthost_login.py FOLDER_OF_PROGRAMS
"""
import json
import pathlib
import re
import sys
import unittest

from postern_run import Posternd, swaks, wait_for

BINARIES = sys.argv.pop(1)
DEVICE = "127.0.0.2"
PASSWORD = "the password of the smarthost"


class SmarthostLogin(unittest.TestCase):
    def setUp(self):
        self.smarthost = Posternd(BINARIES).start()
        self.addCleanup(self.smarthost.close)
        self.maildir = self.smarthost.folder / "mail"
        self.smarthost.must("route", "set", "default", f"maildir:{self.maildir}")
        self.smarthost.must("user", "add", "relay", "--password-stdin", stdin=PASSWORD)
        self.relay = Posternd(BINARIES).start()
        self.addCleanup(self.relay.close)
        self.relay.must("whitelist", "add", DEVICE, "--services", "smtp-auth-bypass")

    def fingerprint(self):
        return json.loads(self.smarthost.must("status", "--json"))["fingerprint"]

    def set_route(self, *arguments, password=PASSWORD):
        return self.relay.must("route", "set", "default", f"smtp://127.0.0.1:{self.smarthost.ports['submission']}",
                               "--user", "relay", "--password-stdin", *arguments, stdin=password)

    def send(self):
        sent = swaks("127.0.0.1", self.relay.ports["relay"], client=DEVICE)
        self.assertEqual(sent.code, 0, sent.out + sent.err)

    def arrived(self):
        return list((self.maildir / "new").glob("*"))

    def deferred_because(self):
        """What stands in the queue beside the one message, once it was tried."""
        listed = wait_for("the first try", lambda: [text for text in [self.relay.must("queue", "list")]
                                                    if "deferred until" in text])[0]
        return self.relay.must("queue", "show", listed.splitlines()[1].split()[0])

    def test_a_device_without_a_login_sends_by_a_smarthost_with_one(self):
        self.set_route("--fingerprint", self.fingerprint())
        self.send()
        wait_for("the arrival", lambda: len(self.arrived()) == 1)
        wait_for("the line", lambda: "event=delivery" in self.relay.log())
        self.assertRegex(self.relay.log(), r'event=delivery .*tls="TLSv1\.3 TLS_[A-Z0-9_]+" .*result=delivered')
        self.assertRegex(self.smarthost.log(), r"event=auth .*user=relay mechanism=PLAIN result=accepted")
        queue_id = re.search(r"event=delivery queue=(\w+)", self.relay.log()).group(1)
        self.assertIn("with TLSv1.3 TLS_", self.relay.must("queue", "show", queue_id))

    def test_the_password_goes_to_no_stranger(self):
        self.set_route("--fingerprint", "0" * 64)
        self.send()
        self.assertIn("the route wants " + "0" * 64, self.deferred_because())
        self.set_route()  # tries again at once: a certificate that nobody knows
        wait_for("the second try", lambda: self.relay.log().count("event=delivery") >= 2)
        self.assertNotIn("event=auth", self.smarthost.log())
        self.assertEqual(self.arrived(), [])

    def test_a_wrong_password_is_told_and_its_mending_sends_what_waits(self):
        self.set_route("--fingerprint", self.fingerprint(), password="not the password at all")
        self.send()
        self.assertIn("535 5.7.8", self.deferred_because())
        self.assertNotIn("not the password", self.relay.log())
        self.set_route("--fingerprint", self.fingerprint())
        wait_for("the arrival", lambda: len(self.arrived()) == 1)

    def test_the_password_is_sealed_and_outlives_a_restart(self):
        self.set_route("--fingerprint", self.fingerprint())
        self.relay.stop()
        for file in self.relay.data.glob("postern.db*"):
            self.assertNotIn(PASSWORD.encode(), file.read_bytes())
        self.relay.start()
        self.send()
        wait_for("the arrival", lambda: len(self.arrived()) == 1)
        # Without the key there is no password, and no mail goes without one.
        self.relay.stop()
        (self.relay.data / "secret.key").unlink()
        self.relay.start()
        self.assertIn("The password of the route of default cannot be opened", self.relay.log())
        self.send()
        self.assertIn("set it again", self.deferred_because())
        self.set_route("--fingerprint", self.fingerprint())
        wait_for("the arrival", lambda: len(self.arrived()) == 2)


if __name__ == "__main__":
    unittest.main(argv=[pathlib.Path(__file__).name, "-v", *sys.argv[1:]])
