#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that is really full: the data folder is a small tmpfs in a mount namespace of its own.

usage: full_disk.py FOLDER_OF_PROGRAMS FOLDER_OF_TEST_DATA

Mail is answered 452 and changes are refused in a sentence (tests/data/start/full_disk.ref); what was answered 250 or "Added"
stays, also over a SIGKILL; and the server goes on as soon as there is room. Runs as root, or as any user where user
namespaces are allowed.
"""
import collections
import errno
import json
import pathlib
import re
import signal
import subprocess
import sys
import threading
import unittest

from own_namespace import enter_namespace
from postern_run import LocalChannel, Posternd, SmtpClient, wait_for

DEVICE = "127.0.0.2"
SESSIONS = 4
SMALL = "6m"
SMALL_AGAIN = "12m"  # what is stored may have grown a little
LARGE = "200m"


def mail(number):
    """Message `number`: some are one chunk, some are several; each tells its number."""
    line = f"{number} says that nothing of this may be lost or changed. {'x' * 40}\r\n".encode()
    return f"Subject: {number}\r\nX-Number: {number}\r\n\r\n".encode() + line * (10, 400, 4000)[number % 3]


class Device(threading.Thread):
    """Sends numbered messages until the server has refused three; `taken` are those that were answered 250."""

    def __init__(self, port, numbers):
        super().__init__()
        self.port = port
        self.numbers = numbers
        self.taken = []
        self.refusals = []

    def run(self):
        client = SmtpClient(self.port, DEVICE)
        client.say("EHLO device.example")
        for number in self.numbers:
            for command in ("MAIL FROM:<device@example.org>", "RCPT TO:<someone@example.net>"):
                if not client.say(command).startswith("250"):
                    return
            reply = client.send_message(mail(number))
            if reply.startswith("250"):
                self.taken.append(number)
            else:
                self.refusals.append(reply)
            if len(self.refusals) == 3:
                break
        client.say("QUIT")
        client.close()


class FullDisk(unittest.TestCase):
    def setUp(self):
        self.server = Posternd(BINARIES)
        self.addCleanup(self.server.close)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL},mode=0700", "none", self.server.data], check=True)
        self.addCleanup(subprocess.run, ["umount", "-l", self.server.data], check=False)
        self.server.start()
        self.server.must("whitelist", "add", DEVICE, "--services", "smtp,smtp-auth-bypass")
        for limit in ("hour", "day"):
            self.server.must("settings", "set", f"smtp.listed-recipients-per-{limit}", "0")
        # Nothing listens there: what is taken stays in the queue.
        self.server.must("route", "set", "default", "smtp://127.0.0.1:1")

    def golden(self, name):
        for line in (DATA / "start" / "full_disk.ref").read_text().splitlines():
            if line.startswith(name + ": "):
                return line.partition(": ")[2]
        self.fail(f"full_disk.ref has no line {name}")

    def fill_by_mail(self):
        """Mail from several sessions until all are refused; the numbers that were answered 250."""
        port = self.server.ports["relay"]
        devices = [Device(port, range(first, 30_000, SESSIONS)) for first in range(SESSIONS)]
        for device in devices:
            device.start()
        for device in devices:
            device.join(120)
            self.assertFalse(device.is_alive())
            self.assertEqual(device.refusals, [self.golden("mail")] * 3, self.server.log()[-2000:])
        return sorted(number for device in devices for number in device.taken)

    def fill_by_entries(self):
        """Entries until one is refused; the addresses that were added."""
        channel = LocalChannel(self.server)
        self.addCleanup(channel.close)
        added = []
        for number in range(20_000):
            address = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"
            answer = channel.call("whitelist.add", {"entry": {
                "address": address, "services": ["smtp"], "description": "x" * 500}})
            if "error" in answer:
                self.assertEqual(answer["error"]["data"]["kind"], "storage-full")
                return added, address
            added.append(address)
        self.fail("the disk never became full")

    def listed(self):
        addresses = {entry["address"] for entry in self.must_list("whitelist", "list")}
        return addresses - {"127.0.0.1", "::1", DEVICE}

    def must_list(self, *words):
        return json.loads(self.server.must(*words, "--json"))["items"]

    def make_room(self, size=LARGE):
        # With its source named, mount adds no options of its own, such as an owner that has no name in this namespace.
        subprocess.run(["mount", "-o", f"remount,size={size},mode=0700", "none", self.server.data], check=True)

    def deliver(self):
        """Everything that is queued, into a Maildir outside the full disk; the contents by number."""
        maildir = self.server.folder / "delivered"
        self.server.must("route", "set", "default", f"maildir:{maildir}")
        self.server.must("queue", "retry", "--to", "someone@example.net")
        wait_for("the delivery of everything", lambda: not self.must_list("queue", "list"), 120)
        contents = collections.defaultdict(list)
        for path in sorted((maildir / "new").iterdir()):
            content = path.read_bytes().replace(b"\r\n", b"\n")
            number = re.search(rb"^X-Number: (\d+)$", content, re.M)
            contents[int(number[1])].append(content)
        return contents

    def assert_delivered(self, taken):
        contents = self.deliver()
        missing = [number for number in taken if number not in contents]
        self.assertEqual(missing, [])
        for number in taken:
            for content in contents[number]:
                self.assertTrue(content.endswith(mail(number).replace(b"\r\n", b"\n")), number)
        twice = [number for number in contents if len(contents[number]) > 1]
        print(f"{len(taken)} messages were answered 250; delivered twice: {twice}", file=sys.stderr)

    def test_mail_is_refused_for_now_and_nothing_is_lost(self):
        taken = self.fill_by_mail()
        self.assertGreater(len(taken), 10)
        added, refused = self.fill_by_entries()
        result = self.server.ctl("whitelist", "add", refused, "--services", "smtp", "--description", "x" * 500)
        self.assertEqual(result.code, 1)
        said = result.err.strip().replace(str(self.server.folder), "FOLDER")
        self.assertEqual(said, self.golden("whitelist"))
        # It still answers, and says of itself what is wrong.
        self.assertEqual(self.listed(), set(added))
        self.assertIn("is full", self.server.log())

        self.make_room()
        self.server.must("whitelist", "add", refused, "--services", "smtp")
        client = SmtpClient(self.server.ports["relay"], DEVICE)
        client.say("EHLO device.example")
        client.say("MAIL FROM:<device@example.org>")
        client.say("RCPT TO:<someone@example.net>")
        self.assertRegex(client.send_message(mail(40_000)), r"^250 2\.0\.0 Queued")
        client.close()
        self.assertEqual(self.listed(), {*added, refused})
        self.assert_delivered([*taken, 40_000])

    def test_a_kill_on_a_full_disk_loses_nothing(self):
        taken = self.fill_by_mail()
        added, refused = self.fill_by_entries()
        self.server.process.send_signal(signal.SIGKILL)
        self.server.process.wait()
        self.make_room()
        self.server.start()
        self.assertEqual(self.listed() - {refused}, set(added))
        self.assert_delivered(taken)

    def fill_to_the_last_byte(self):
        """What a log beside the data does; a start has room for nothing at all."""
        with open(self.server.data / "filler", "ab", buffering=0) as filler:
            for size in (65536, 4096, 1):
                try:
                    while True:
                        filler.write(b"x" * size)
                except OSError as error:
                    self.assertEqual(error.errno, errno.ENOSPC)

    def failed_start(self):
        """posternd started in vain; its last line."""
        done = subprocess.run([pathlib.Path(BINARIES) / "posternd", "--config", self.server.config], text=True,
                              capture_output=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertFalse((self.server.data / "ports.json").exists())
        return done.stderr.strip().splitlines()[-1].replace(str(self.server.folder), "FOLDER")

    def assert_start_fails(self, name):
        """Twice, because a service manager tries again."""
        self.fill_to_the_last_byte()
        for _ in range(2):
            self.assertEqual(self.failed_start(), self.golden(name))
        (self.server.data / "filler").unlink()

    def test_a_start_on_a_full_disk_is_refused_and_loses_nothing(self):
        taken = self.fill_by_mail()
        added, refused = self.fill_by_entries()
        self.server.process.send_signal(signal.SIGKILL)
        self.server.process.wait()
        (self.server.data / "ports.json").unlink()  # else its own room is enough
        self.assert_start_fails("start after a kill")
        self.make_room()
        self.server.start()
        self.assertEqual(self.listed() - {refused}, set(added))
        # A clean end leaves the database alone, which then cannot even be opened.
        self.server.stop()
        self.make_room(SMALL_AGAIN)
        self.assert_start_fails("start after an end")
        self.make_room()
        self.server.start()
        self.assertEqual(self.listed() - {refused}, set(added))
        self.assert_delivered(taken)


if __name__ == "__main__":
    enter_namespace("Mount namespaces", "m")
    BINARIES = pathlib.Path(sys.argv.pop(1))
    DATA = pathlib.Path(sys.argv.pop(1))
    unittest.main(verbosity=2)
