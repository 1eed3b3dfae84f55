# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of whole programs share: a real posternd, posternctl beside it, swaks, and smtp-sink.

Every port is chosen by the kernel; whatever was started is ended by its own process id.
"""
import collections
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

Result = collections.namedtuple("Result", "code out err")


def wait_for(what, condition, seconds=30):
    """The condition's value as soon as it is true; AssertionError naming `what` if it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(f"{what} did not happen within {seconds} seconds")


def program(name):
    """A program of Debian, also where /usr/sbin is not on the path."""
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    assert found, f"{name} is not installed; script/bootstrap installs it"
    return found


class Posternd:
    """A server with a data folder of its own: the listeners relay and submission (STARTTLS), and the control port."""

    def __init__(self, binaries, address="127.0.0.1", control="127.0.0.1"):
        self.binaries = pathlib.Path(binaries)
        self.address = address
        self.control = control
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="postern-test-"))
        self.folder.chmod(0o711)  # smtp-sink writes below it as another user
        self.data = self.folder / "data"
        self.data.mkdir(mode=0o700)
        self.config = self.folder / "postern.toml"
        self.process = None
        self.write_config(0)

    def write_config(self, control_port):
        self.config.write_text(f"""data_dir = "{self.data}"
hostname = "gate.example.com"
[control]
listen = "{self.control}:{control_port}"
[[listener]]
name = "relay"
address = "{self.address}:0"
role = "relay"
tls = "starttls"
[[listener]]
name = "submission"
address = "{self.address}:0"
role = "submission"
tls = "starttls"
""")

    def start(self):
        ports = self.data / "ports.json"
        ports.unlink(missing_ok=True)
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen([self.binaries / "posternd", "--config", self.config], stderr=log)
        wait_for("posternd's start", lambda: ports.exists() and ports.read_text() or self.process.poll() is not None)
        assert self.process.poll() is None, self.log()
        self.ports = json.loads(ports.read_text())
        return self

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def close(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self):
        return (self.folder / "log").read_text(errors="replace")

    def ctl(self, *arguments, stdin=""):
        """posternctl on the local socket."""
        return run_ctl(self.binaries, "--data-dir", str(self.data), *arguments, stdin=stdin)

    def must(self, *arguments, stdin=""):
        """The same, and it must succeed; what it printed."""
        result = self.ctl(*arguments, stdin=stdin)
        assert result.code == 0, f"posternctl {arguments} ended {result.code}: {result.err}\n{self.log()[-2000:]}"
        return result.out


def run_ctl(binaries, *arguments, stdin="", prefix=()):
    done = subprocess.run([*prefix, pathlib.Path(binaries) / "posternctl", *arguments], input=stdin, text=True,
                          capture_output=True, timeout=60, env={**os.environ, "TZ": "UTC"}, check=False)
    return Result(done.returncode, done.stdout, done.stderr)


class LocalChannel:
    """The control protocol over the local socket, one request after the other on one connection."""

    def __init__(self, server):
        path = server.data / "control.sock"
        pointer = server.data / "control.path"
        if pointer.exists():
            path = pathlib.Path(pointer.read_text().strip())
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(60)
        self.socket.connect(str(path))
        self.file = self.socket.makefile("rwb")
        self.last = 0
        self.call("hello", {"program": "test", "version": "1"})

    def send(self, method, params):
        self.last += 1
        line = json.dumps({"jsonrpc": "2.0", "id": self.last, "method": method, "params": params})
        self.file.write(line.encode() + b"\n")
        return self.last

    def answer(self, request):
        self.file.flush()
        while True:
            message = json.loads(self.file.readline())
            if message.get("id") == request:
                return message

    def call(self, method, params):
        return self.answer(self.send(method, params))

    def close(self):
        self.socket.close()


class Sink:
    """smtp-sink, which writes each message it takes into a file of its own."""

    def __init__(self, folder, address="127.0.0.1"):
        self.folder = pathlib.Path(folder) / "sink"
        self.folder.mkdir(mode=0o777)
        self.folder.chmod(0o777)
        # smtp-sink cannot choose a port; one that was free a moment ago is tried until it starts.
        for _ in range(20):
            with socket.socket() as probe:
                probe.bind((address, 0))
                self.port = probe.getsockname()[1]
            user = ["-u", "nobody"] if os.geteuid() == 0 else []
            self.process = subprocess.Popen(
                [program("smtp-sink"), *user, "-d", str(self.folder / "%H%M%S."), f"{address}:{self.port}", "16"],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if self.is_up(address):
                return
        raise AssertionError("smtp-sink did not start on any of 20 ports")

    def is_up(self, address):
        for _ in range(100):
            if self.process.poll() is not None:
                return False
            with socket.socket() as probe:
                if probe.connect_ex((address, self.port)) == 0:
                    return True
            time.sleep(0.05)
        self.process.kill()
        return False

    def messages(self):
        return [path.read_bytes() for path in sorted(self.folder.iterdir()) if path.stat().st_size > 0]

    def close(self):
        self.process.terminate()
        self.process.wait()


def swaks(server_address, port, *arguments, client=None, prefix=()):
    """One message by swaks; the code it ended with and its transcript."""
    words = [program("swaks"), "--server", server_address, "--port", str(port), "--helo", "device.example",
             "--from", "scanner@example.org", "--to", "someone@example.net", "--timeout", "20", *arguments]
    if client:
        words += ["--local-interface", client]
    done = subprocess.run([*prefix, *words], text=True, capture_output=True, timeout=60, check=False)
    return Result(done.returncode, done.stdout, done.stderr)


class SmtpClient:
    """A session from a chosen address, line by line."""

    def __init__(self, port, client="127.0.0.1", address="127.0.0.1"):
        self.socket = socket.create_connection((address, port), 20, source_address=(client, 0))
        self.file = self.socket.makefile("rwb")
        self.greeting = self.reply()

    def reply(self):
        lines = []
        while True:
            line = self.file.readline().decode()
            assert line, "the server closed the connection"
            lines.append(line.rstrip("\r\n"))
            if line[3:4] != "-":
                return "\n".join(lines)

    def say(self, line):
        self.file.write(line.encode() + b"\r\n")
        self.file.flush()
        return self.reply()

    def send_message(self, content):
        """`content` ends with CRLF; dots are stuffed here."""
        assert self.say("DATA").startswith("354")
        stuffed = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in content.split(b"\r\n"))
        self.file.write(stuffed + b".\r\n")
        self.file.flush()
        return self.reply()

    def close(self):
        self.socket.close()
