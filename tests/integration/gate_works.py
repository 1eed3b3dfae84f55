#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The gate works, end to end: a device without a login is refused, listed by posternctl, taken in, and refused again.

usage: gate_works.py FOLDER_OF_PROGRAMS
"""
import base64
import email
import pathlib
import smtplib
import ssl
import sys
import unittest

from postern_run import Posternd, Sink, SmtpClient, swaks, wait_for

BINARIES = sys.argv.pop(1)
DEVICE = "127.0.0.2"
STRANGER = "127.0.0.9"
PASSWORD = "a long test password"
# Bytes that careless relays change: dots, long lines, 8 bits, trailing blanks, empty lines, no Subject.
CONTENT = (b"X-Test: byte for byte\r\nFrom: scanner@example.org\r\n\r\n"
           b".\r\n..two dots\r\n.hidden\r\n" + b"x" * 990 + b"\r\n\xc3\xa4\xff\x80 8 bits\r\ntrailing blanks  \t \r\n\r\n\r\nFrom here\r\n")


def transcript(result):
    return result.out + result.err


class GateWorks(unittest.TestCase):
    def setUp(self):
        self.server = Posternd(BINARIES).start()
        self.addCleanup(self.server.close)
        self.sink = Sink(self.server.folder)
        self.addCleanup(self.sink.close)
        self.server.must("route", "set", "default", f"smtp://127.0.0.1:{self.sink.port}")

    def try_from(self, client, *arguments):
        return swaks("127.0.0.1", self.server.ports["relay"], *arguments, client=client)

    def open(self, client):
        session = SmtpClient(self.server.ports["relay"], client)
        self.addCleanup(session.close)
        self.assertTrue(session.say("EHLO device.example").startswith("250"))
        return session

    def assert_refused(self, result):
        self.assertNotEqual(result.code, 0)
        self.assertRegex(transcript(result), r"<\*\* 530 5\.7\.0 Authentication required")

    def test_device_before_and_after(self):
        self.assert_refused(self.try_from(DEVICE))
        self.server.must("whitelist", "add", DEVICE, "--services", "smtp-auth-bypass")
        taken = self.try_from(DEVICE)
        self.assertEqual(taken.code, 0, transcript(taken))
        wait_for("the arrival", lambda: len(self.sink.messages()) == 1)
        self.assert_refused(self.try_from(STRANGER))
        self.server.must("whitelist", "remove", DEVICE)
        self.assert_refused(self.try_from(DEVICE))
        self.assertEqual(len(self.sink.messages()), 1)

    def log_in(self, user, password, port="relay", mechanism="PLAIN"):
        """A session of a stranger after STARTTLS and AUTH; smtplib raises what is refused."""
        session = smtplib.SMTP("127.0.0.1", self.server.ports[port], "device.example", 20, (STRANGER, 0))
        self.addCleanup(session.close)
        session.ehlo()
        self.assertFalse(session.has_extn("auth"), "AUTH is offered without TLS")
        trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trusting.check_hostname = False
        trusting.verify_mode = ssl.CERT_NONE
        session.starttls(context=trusting)
        session.ehlo()
        session.user, session.password = user, password
        session.auth(mechanism, getattr(session, f"auth_{mechanism.lower()}"))
        return session

    def test_login_from_anywhere(self):
        self.server.must("user", "add", "erp", "--password-stdin", stdin=PASSWORD + "\n")
        for port in ("relay", "submission"):
            refused = self.log_in("erp", PASSWORD, port).sendmail("erp@example.org", ["one@example.net"], CONTENT)
            self.assertEqual(refused, {})
        wait_for("the arrival", lambda: len(self.sink.messages()) == 2)
        for user, password in (("erp", "another password"), ("nobody", PASSWORD), ("typed-in-the-wrong-field", "")):
            with self.assertRaises(smtplib.SMTPAuthenticationError) as raised:
                self.log_in(user, password)
            self.assertEqual(raised.exception.smtp_code, 535)
        # A name that nobody has may be a password: the log keeps only those that somebody has.
        self.assertIn("user=erp mechanism=PLAIN result=wrong", self.server.log())
        self.assertNotIn("wrong-field", self.server.log())
        self.server.must("user", "disable", "erp")
        with self.assertRaises(smtplib.SMTPAuthenticationError):
            self.log_in("erp", PASSWORD)
        self.server.must("user", "enable", "erp")
        self.log_in("erp", PASSWORD, mechanism="LOGIN")

    def test_the_log_says_as_much_as_each_area_is_told_to(self):
        """Levels change while the server runs, each area for itself; a password is in none of them."""
        self.server.must("user", "add", "erp", "--password-stdin", stdin=PASSWORD + "\n")
        self.server.must("settings", "set", "log.smtp", "debug")
        self.log_in("erp", PASSWORD, mechanism="LOGIN").quit()
        wait_for("the last reply", lambda: "command=QUIT reply=\"221" in self.server.log())
        looked_into = self.server.log()
        self.assertRegex(looked_into, r"event=reply .*command=\"EHLO device\.example\" .*state=Ready")
        for secret in (PASSWORD, base64.b64encode(PASSWORD.encode()).decode(), base64.b64encode(b"erp").decode()):
            self.assertNotIn(secret, looked_into)
        self.server.must("settings", "set", "log.smtp", "error")
        quiet_from = self.server.log().count("event=connect")
        self.assert_refused(self.try_from(STRANGER))
        self.server.must("settings", "reset", "log.smtp")
        self.assert_refused(self.try_from(STRANGER))
        wait_for("the line", lambda: self.server.log().count("event=connect") > quiet_from)
        self.assertEqual(self.server.log().count("event=connect"), quiet_from + 1)
        self.assertEqual(self.server.log().count("event=change") - looked_into.count("event=change"), 2)

    def test_a_disabled_user_is_nobody_in_a_live_session(self):
        self.server.must("user", "add", "erp", "--password-stdin", stdin=PASSWORD + "\n")
        for deed in (("disable", "erp"), ("remove", "erp")):
            session = self.log_in("erp", PASSWORD)
            self.assertEqual(session.mail("erp@example.org")[0], 250)
            self.assertEqual(session.rcpt("one@example.net")[0], 250)
            self.server.must("user", *deed)
            self.assertEqual(session.rcpt("two@example.net")[0], 530)
            self.assertEqual(session.data(CONTENT)[0], 530)
            if deed[0] == "disable":
                self.server.must("user", "enable", "erp")

    def test_a_session_ends_with_the_password_that_began_it(self):
        """A stolen password is changed: whoever is logged in by it sends nothing more."""
        self.server.must("user", "add", "erp", "--password-stdin", stdin=PASSWORD + "\n")
        changes = ((("set-password", "erp", "--password-stdin"),),
                   (("remove", "erp"), ("add", "erp", "--password-stdin")))
        for change in changes:
            session = self.log_in("erp", PASSWORD)
            for words in change:
                self.server.must("user", *words, stdin=PASSWORD + "\n" if len(words) > 2 else "")
            session.mail("erp@example.org")
            self.assertEqual(session.rcpt("one@example.net")[0], 530)
            session.quit()
        self.log_in("erp", PASSWORD).quit()

    def test_password_made_by_the_server(self):
        made = self.server.must("user", "add", "webshop").split("Password, shown only now: ")[1].strip()
        self.log_in("webshop", made)
        self.server.must("user", "set-password", "webshop", "--password-stdin", stdin=PASSWORD)
        with self.assertRaises(smtplib.SMTPAuthenticationError):
            self.log_in("webshop", made)
        self.log_in("webshop", PASSWORD)

    def test_explain_counts_what_sessions_count(self):
        self.server.must("whitelist", "add", DEVICE, "--services", "smtp-auth-bypass")
        self.server.must("settings", "set", "smtp.listed-recipients-per-hour", "2")
        explained = lambda: self.server.must("whitelist", "explain", DEVICE)
        for sent in range(2):
            self.assertRegex(explained(), r"Verdict +allow \(auth-bypass\)")
            self.assertEqual(self.try_from(DEVICE).code, 0)
        self.assertRegex(explained(), r"Verdict +hold \(over-hourly-limit\)")
        self.assertEqual(self.try_from(DEVICE).code, 0)
        self.assertIn("held", self.server.must("queue", "list"))
        self.server.must("settings", "set", "smtp.connections-per-address", "1")
        session = self.open(DEVICE)
        self.assertRegex(explained(), r"connection +failed +There are 1 connections from 127\.0\.0\.2 already")
        session.close()

    def test_removal_bites_in_a_live_session(self):
        self.server.must("whitelist", "add", DEVICE, "--services", "smtp-auth-bypass")
        session = self.open(DEVICE)
        self.assertTrue(session.say("MAIL FROM:<scanner@example.org>").startswith("250"))
        self.assertTrue(session.say("RCPT TO:<one@example.net>").startswith("250"))
        self.server.must("whitelist", "remove", DEVICE)
        self.assertRegex(session.say("RCPT TO:<two@example.net>"), r"^530 5\.7\.0 ")

    def test_removal_bites_before_the_end_of_data(self):
        self.server.must("whitelist", "add", DEVICE, "--services", "smtp-auth-bypass")
        session = self.open(DEVICE)
        session.say("MAIL FROM:<scanner@example.org>")
        session.say("RCPT TO:<one@example.net>")
        self.assertTrue(session.say("DATA").startswith("354"))
        self.server.must("whitelist", "disable", DEVICE)
        session.file.write(b"Subject: too late\r\n\r\nx\r\n.\r\n")
        session.file.flush()
        self.assertRegex(session.reply(), r"^5")
        self.assertIn("No messages.", self.server.must("queue", "list", "--all"))

    def send(self, client, recipient):
        session = self.open(client)
        self.assertTrue(session.say("MAIL FROM:<scanner@example.org> BODY=8BITMIME").startswith("250"))
        self.assertTrue(session.say(f"RCPT TO:<{recipient}>").startswith("250"))
        self.assertTrue(session.send_message(CONTENT).startswith("250"))

    def assert_is_content(self, message):
        """What we sent, under trace headers that others put above it."""
        self.assertTrue(message.endswith(CONTENT), message[-1500:])
        above = message[:-len(CONTENT)]
        self.assertEqual(above.count(b"by gate.example.com"), 1, above)

    def test_smarthost_gets_every_byte(self):
        self.server.must("whitelist", "add", DEVICE, "--services", "smtp-auth-bypass")
        self.send(DEVICE, "someone@example.net")
        stored = wait_for("the arrival", self.sink.messages)[0]
        # smtp-sink writes LF line ends, and a header and an empty line of its own.
        self.assert_is_content(stored.rstrip(b"\n").replace(b"\n", b"\r\n") + b"\r\n")

    def test_maildir_gets_every_byte(self):
        maildir = self.server.folder / "mail"
        self.server.must("whitelist", "add", DEVICE, "--services", "smtp-auth-bypass")
        self.server.must("route", "set", "example.net", f"maildir:{maildir}")
        self.send(DEVICE, "someone@example.net")
        new = maildir / "new"
        files = wait_for("the delivery", lambda: new.is_dir() and list(new.iterdir()))
        self.assertEqual(len(files), 1)
        stored = files[0].read_bytes()
        self.assert_is_content(stored if b"\r\n" in stored else stored.replace(b"\n", b"\r\n"))
        self.assertEqual(email.message_from_bytes(stored)["X-Test"], "byte for byte")
        self.assertEqual(list((maildir / "tmp").iterdir()), [])
        listed = self.server.must("queue", "list", "--all")
        self.assertRegex(listed, r"<someone@example\.net> +delivered ")

    def test_route_alone_opens_nothing(self):
        self.server.must("route", "set", "example.net", f"maildir:{self.server.folder / 'mail'}")
        self.assert_refused(self.try_from(STRANGER))
        self.server.must("domain", "add", "example.net")
        taken = self.try_from(STRANGER)
        self.assertEqual(taken.code, 0, transcript(taken))
        self.server.must("domain", "remove", "example.net")
        self.assert_refused(self.try_from(STRANGER))

    def test_loopback_itself_needs_a_login(self):
        self.assert_refused(self.try_from("127.0.0.1"))

    def test_a_sink_that_is_away_defers(self):
        self.server.must("whitelist", "add", DEVICE, "--services", "smtp-auth-bypass")
        self.sink.close()
        self.assertEqual(self.try_from(DEVICE).code, 0)
        listed = wait_for("the first try", lambda: [text for text in [self.server.must("queue", "list")]
                                                    if "deferred until" in text])[0]
        queue_id = listed.splitlines()[1].split()[0]
        self.assertEqual(self.server.must("queue", "hold", queue_id), "1 recipient held.\n")
        self.assertIn("held", self.server.must("queue", "list"))
        self.assertEqual(self.server.must("queue", "release", queue_id, "--dry-run"), "1 recipient would be released.\n")
        self.assertEqual(self.server.must("queue", "release", queue_id), "1 recipient released.\n")
        self.assertIn(queue_id, self.server.must("queue", "show", queue_id))
        self.assertEqual(self.server.must("queue", "remove", queue_id), "1 recipient removed.\n")
        self.assertEqual(self.server.must("queue", "list"), "No messages.\n")


if __name__ == "__main__":
    unittest.main(argv=[pathlib.Path(__file__).name, "-v", *sys.argv[1:]])
