#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command of posternctl against a real posternd, with exact words and exit codes.

usage: posternctl.py FOLDER_OF_PROGRAMS FOLDER_OF_TEST_DATA

ctl/session.in and ctl/bad_input.in hold command lines; what they print and end with stands in the .ref beside each.
With POSTERN_REWRITE_GOLDEN=1 the .ref files are written anew; read the difference as prose before it is kept.
"""
import contextlib
import json
import os
import pathlib
import re
import shlex
import socket
import sqlite3
import ssl
import subprocess
import sys
import threading
import time
import unittest

from postern_run import LocalChannel, Posternd, run_ctl

BINARIES = sys.argv.pop(1)
DATA = pathlib.Path(sys.argv.pop(1))
# What differs from run to run, and what stands for it.
VARIABLE = [
    (r"\d{4}-\d\d-\d\d \d\d:\d\d", "DATE TIME"),
    (r"until (DATE TIME|\d\d:\d\d)", "until TIME"),
    (r"([0-9a-f]{8} ){7}[0-9a-f]{8}", "FINGERPRINT"),
    (r"[0-9a-f]{64}", "FINGERPRINT"),
    (r"code=[A-Z0-9-]+", "code=CODE"),
    (r"127\.0\.0\.1:\d+", "127.0.0.1:PORT"),
    (r"shown only now: \S+", "shown only now: PASSWORD"),
    (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID"),
    (r"gate\.example\.com-[0-9a-f]{8}", "gate.example.com-NODE"),
    (r"/\S*postern-test-[^/\s]+", "FOLDER"),
]


def stable(text):
    for pattern, replacement in VARIABLE:
        text = re.sub(pattern, replacement, text)
    # Columns are as wide as what differs.
    return re.sub(r"(?<=\S) {2,}", "  ", text)


def expand(line):
    """Arguments of a line; \\n, \\u202e and {4000 x} are what they say."""
    words = shlex.split(line)
    words = [re.sub(r"\{(\d+) (.)\}", lambda found: found[2] * int(found[1]), word) for word in words]
    return [re.sub(r"\\n|\\t|\\u[0-9a-f]{4}", lambda found: found[0].encode().decode("unicode_escape"), word)
            for word in words]


def lines_of(name):
    return [line for line in (DATA / name).read_text().splitlines() if line and not line.startswith("#")]


class NoServer(threading.Thread):
    """A port where no posternd answers: `serve` is given the one connection that is taken."""

    def __init__(self, serve):
        super().__init__(daemon=True)
        self.serve = serve
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(60)
        self.start()

    def run(self):
        connection = self.listener.accept()[0]
        with connection:
            connection.settimeout(60)
            self.serve(connection)

    def close(self):
        self.listener.close()
        self.join(60)


class PosternctlTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.server = Posternd(BINARIES).start()
        self.addCleanup(self.server.close)

    def channel(self):
        channel = LocalChannel(self.server)
        self.addCleanup(channel.close)
        return channel

    def run_lines(self, name):
        text = ""
        for line in lines_of(f"ctl/{name}.in"):
            command, _, stdin = line.partition(" <<< ")
            result = self.server.ctl(*expand(command), stdin=stdin)
            text += f"$ posternctl {line}\n{stable(result.out)}{stable(result.err)}[ends with {result.code}]\n\n"
        golden = DATA / "ctl" / f"{name}.ref"
        if os.environ.get("POSTERN_REWRITE_GOLDEN"):
            golden.write_text(text)
        self.assertEqual(text, golden.read_text())

    def test_every_command(self):
        self.run_lines("session")

    def test_bad_input(self):
        before = self.server.must("whitelist", "list", "--json")
        self.server.must("whitelist", "add", "10.20.0.0/24", "--services", "smtp")
        self.run_lines("bad_input")
        self.server.must("whitelist", "remove", "10.20.0.0/24")
        self.assertEqual(json.loads(self.server.must("whitelist", "list", "--json")), json.loads(before))

    def test_surprises(self):
        """Output that goes nowhere, a cursor that the server never gave, more effects than are listed."""
        text = ""

        def say(name, words, code):
            nonlocal text
            text += f"{name}: {stable(words.strip())}\n[ends with {code}]\n\n"

        for words in ("whitelist list", "whitelist list --json", "domain add example.com", "--help"):
            with open("/dev/full", "w", encoding="utf-8") as full:
                done = subprocess.run([pathlib.Path(BINARIES) / "posternctl", "--data-dir", self.server.data, *words.split()],
                                      stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
            say(f"{words} >/dev/full", done.stderr, done.returncode)
        channel = self.channel()
        for method in ("whitelist.list", "domain.list", "route.list", "user.list", "admin.list", "queue.list", "audit.list"):
            answer = channel.call(method, {"cursor": "bogus"})
            said = answer["error"]["message"] if "error" in answer else f"{len(answer['result']['items'])} items"
            say(f"{method} with a cursor that is none", said, answer.get("error", {}).get("code", 0))
        for number in range(25):
            self.server.must("whitelist", "add", f"10.40.0.{number}", "--services", "smtp,smtp-auth-bypass")
        result = self.server.ctl("whitelist", "add", "10.40.0.0/24", "--services", "smtp")
        say("the last of 25 effects", "\n".join(result.out.splitlines()[-2:]), result.code)
        golden = DATA / "ctl" / "surprises.ref"
        if os.environ.get("POSTERN_REWRITE_GOLDEN"):
            golden.write_text(text)
        self.assertEqual(text, golden.read_text())

    def test_malformed_addresses_over_the_protocol(self):
        lines = (DATA / "net" / "ranges.in").read_text().splitlines()
        channel = self.channel()
        refused = 0
        for line in lines:
            answer = channel.call("whitelist.add", {"entry": {"address": line, "services": ["smtp"], "description": ""}})
            if "error" not in answer or answer["error"]["data"]["kind"] != "invalid":
                continue
            self.assertEqual(answer["error"]["code"], -32602, line)
            self.assertIn("address", answer["error"]["data"]["field"], line)
            self.assertRegex(answer["error"]["message"], r"\.$", line)
            self.assertNotRegex(answer["error"]["message"], r"(?i)^invalid", line)
            refused += 1
        self.assertGreaterEqual(refused, 40)
        # posternctl says the same words, a process each for twenty of them.
        said = 0
        for line in lines:
            answer = channel.call("whitelist.explain", {"address": line})
            if said == 20 or line.startswith("-") or "error" not in answer:
                continue
            add = channel.call("whitelist.add", {"entry": {"address": line, "services": ["smtp"], "description": ""}})
            if "error" not in add or add["error"]["data"]["kind"] != "invalid":
                continue
            result = self.server.ctl("whitelist", "add", line, "--services", "smtp", "--json")
            self.assertEqual(result.code, 2, line)
            self.assertEqual(json.loads(result.err)["error"]["message"], add["error"]["message"])
            said += 1
        self.assertEqual(said, 20)

    def fill(self, count):
        """Many entries at once, put into the database beside a server that does not run: copies of one that it made."""
        self.server.must("whitelist", "add", "10.255.255.255", "--services", "smtp,smtp-auth-bypass")
        self.server.stop()
        database = sqlite3.connect(self.server.data / "postern.db")
        with database:
            row = database.execute("SELECT * FROM whitelist_entry WHERE address = '10.255.255.255'")
            columns = [column[0] for column in row.description]
            template = dict(zip(columns, row.fetchone()))
            for number in range(count):
                address = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"
                key = template["first_key"].lower().replace("0affffff", "0a%06x" % number)
                assert key != template["first_key"]
                values = {**template, "id": f"copy-{number}", "address": address, "first_key": key, "last_key": key,
                          "description": f"Device {number}"}
                database.execute(f"INSERT INTO whitelist_entry ({','.join(columns)}) VALUES "
                                 f"({','.join('?' * len(columns))})", [values[column] for column in columns])
        database.close()
        self.server.start()

    def test_ten_thousand_entries(self):
        self.fill(10_000)
        begin = time.monotonic()
        entries = json.loads(self.server.must("whitelist", "list", "--json"))["items"]
        print(f"10,000 entries are listed in {time.monotonic() - begin:.1f} s", file=sys.stderr)
        self.assertEqual(len(entries), 10_003)
        self.assertEqual(len({entry["address"] for entry in entries}), 10_003)
        self.assertIn("may send without a login", self.server.must("whitelist", "explain", "10.0.39.15"))
        self.assertIn("may not send without a login", self.server.must("whitelist", "explain", "10.0.39.16"))
        added = self.server.must("whitelist", "add", "10.0.0.0/16", "--services", "smtp")
        self.assertIn("Added 10.0.0.0/16", added)
        self.server.must("whitelist", "remove", "10.0.39.15", "10.0.0.0/16")
        self.assertEqual(self.server.ctl("whitelist", "show", "10.0.39.15").code, 1)
        self.assertEqual(len(json.loads(self.server.must("whitelist", "list", "--json"))["items"]), 10_002)

    def test_what_answers_is_no_server(self):
        certificate, key = self.server.folder / "other.crt", self.server.folder / "other.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=old.example", "-days", "2",
                        "-keyout", key, "-out", certificate], check=True, capture_output=True)
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        old.load_cert_chain(certificate, key)
        old.maximum_version = ssl.TLSVersion.TLSv1_2

        def speak_old_tls(connection):
            with contextlib.suppress(ssl.SSLError, ConnectionError):
                old.wrap_socket(connection, server_side=True).close()

        def greet(connection):
            connection.sendall(b"220 mail.example.com ESMTP\r\n")
            while connection.recv(4096):
                pass

        def say_nothing(connection):
            while connection.recv(4096):
                pass

        text = ""
        password = self.server.folder / "password"
        password.write_text("an administrator's password\n")
        for name, serve in (("TLS 1.2", speak_old_tls), ("plain text", greet), ("silence", say_nothing)):
            peer = NoServer(serve)
            self.addCleanup(peer.close)
            result = run_ctl(BINARIES, "--server", "127.0.0.1:%d" % peer.listener.getsockname()[1], "--fingerprint", "0" * 64,
                             "--user", "ada", "--password-file", str(password), "status")
            text += f"{name}: {stable(result.out + result.err)}[ends with {result.code}]\n\n"
        golden = DATA / "ctl" / "no_server.ref"
        if os.environ.get("POSTERN_REWRITE_GOLDEN"):
            golden.write_text(text)
        self.assertEqual(text, golden.read_text())

    def test_descriptions_that_surprise(self):
        for number, description in enumerate((
                "quotes \" ' ` and \\ and %n and <b>", "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627", "-- ; DROP TABLE",
                "\U0001f5a8\ufe0f printer", "x" * 500)):
            address = f"10.1.0.{number}"
            self.server.must("whitelist", "add", address, "--services", "smtp", "--description=" + description)
            kept = json.loads(self.server.must("whitelist", "show", address, "--json"))["entry"]["description"]
            self.assertEqual(kept, description)
        listed = self.server.must("whitelist", "list")
        self.assertEqual(len(listed.splitlines()), 8)
        # The server refuses what posternctl would not let through.
        channel = self.channel()
        for description in ("two\nlines", "x" * 501, "x" * 4000, "\x1b[2J"):
            answer = channel.call("whitelist.add", {"entry": {
                "address": "10.2.0.1", "services": ["smtp"], "description": description}})
            self.assertEqual(answer["error"]["data"]["kind"], "invalid")
            self.assertIn("description", answer["error"]["data"]["field"])
        self.assertEqual(self.server.ctl("whitelist", "show", "10.2.0.1").code, 1)

    def test_stale_revision_overwrites_nothing(self):
        self.server.must("whitelist", "add", "10.1.0.1", "--services", "smtp", "--description", "first")
        self.server.must("whitelist", "update", "10.1.0.1", "--description", "second")
        stale = self.server.ctl("whitelist", "update", "10.1.0.1", "--description", "third", "--revision", "1")
        self.assertEqual(stale.code, 1)
        self.assertIn("second", self.server.must("whitelist", "show", "10.1.0.1"))
        stale = self.server.ctl("whitelist", "update", "10.1.0.1", "--description", "x", "--revision", "1", "--json")
        error = json.loads(stale.err)["error"]
        self.assertEqual((error["kind"], error["data"]["current"]["description"]), ("conflict", "second"))

    def test_entry_stays_the_same_when_its_range_changes(self):
        self.server.must("whitelist", "add", "10.1.0.0", "--services", "smtp")
        before = json.loads(self.server.must("whitelist", "show", "10.1.0.0", "--json"))["entry"]
        self.server.must("whitelist", "update", "10.1.0.0", "--address", "10.1.0.0/24", "--services", "smtp-auth-bypass")
        after = json.loads(self.server.must("whitelist", "show", "10.1.0.0/24", "--json"))["entry"]
        self.assertEqual(after["id"], before["id"])
        self.assertEqual(self.server.ctl("whitelist", "show", "10.1.0.0").code, 1)

    def test_changes_survive_a_restart(self):
        self.server.must("whitelist", "add", "10.1.0.1", "--services", "smtp", "--expires", "30d")
        self.server.must("settings", "set", "smtp.message-size", "50MiB")
        self.server.must("domain", "add", "example.com")
        before = [self.server.must(*words.split(), "--json") for words in
                  ("whitelist list", "settings list", "domain list", "audit list")]
        fingerprint = json.loads(self.server.must("status", "--json"))["fingerprint"]
        self.server.stop()
        self.assertEqual(self.server.ctl("whitelist", "list").code, 3)
        self.server.start()
        after = [self.server.must(*words.split(), "--json") for words in
                 ("whitelist list", "settings list", "domain list", "audit list")]
        self.assertEqual(before, after)
        self.assertEqual(json.loads(self.server.must("status", "--json"))["fingerprint"], fingerprint)

    def test_every_change_is_in_the_trail(self):
        for words in ("whitelist add 10.1.0.1 --services smtp", "whitelist disable 10.1.0.1", "whitelist remove 10.1.0.1",
                      "domain add example.com", "domain remove example.com", "route set default smtp://127.0.0.1:25",
                      "route remove default", "user add erp", "user disable erp", "user remove erp",
                      "settings set smtp.recipients 500", "settings reset smtp.recipients"):
            self.server.must(*words.split(), "--why", f"because of {words.split()[1]}")
        trail = json.loads(self.server.must("audit", "list", "--json"))["items"]
        self.assertEqual([record["action"] for record in reversed(trail)], [
            "whitelist.add", "whitelist.disable", "whitelist.remove", "domain.add", "domain.remove", "route.set",
            "route.remove", "user.add", "user.disable", "user.remove", "settings.set", "settings.reset"])
        for record in trail:
            self.assertEqual(record["why"], f"because of {record['action'].split('.')[1]}")
            self.assertEqual((record["who"], record["from"]), ("local", "local"))
        self.assertNotIn("password", json.dumps(trail).lower().replace("set-password", ""))


if __name__ == "__main__":
    unittest.main(argv=[pathlib.Path(__file__).name, "-v", *sys.argv[1:]])
