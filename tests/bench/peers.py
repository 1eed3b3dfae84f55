# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers that the benchmark compares, each started on loopback with its usual durability and ended by its pid.

Each peer is a context manager with a `name`, a `port`, and a `pid` (of the process that serves SMTP, where there is one).
"""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import time


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port, process=None, seconds=20):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process is not None and process.poll() is not None:
            raise RuntimeError(f"a server ended with {process.returncode} before it listened")
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as connection:
                if connection.recv(3) == b"220":
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nothing greeted on port {port} within {seconds} s")


class Postern:
    """posternd as users run it: policy, log at info to a file, trace and audit on; only its limits for listed clients are
    lifted, because all load comes from one address."""
    name = "postern"

    def __init__(self, binaries, work):
        self.binaries = binaries
        self.data = work / "postern"
        self.config = work / "postern.toml"
        self.log = work / "posternd.log"

    def ctl(self, *words):
        subprocess.run([self.binaries / "posternctl", "--data-dir", self.data, *words], check=True,
                       stdout=subprocess.DEVNULL)

    def __enter__(self):
        self.data.mkdir(mode=0o700)
        self.config.write_text(f'''data_dir = "{self.data}"
hostname = "bench.example"
[control]
listen = "127.0.0.1:0"
[log]
file = "{self.log}"
[[listener]]
name = "relay"
address = "127.0.0.1:0"
role = "relay"
tls = "starttls"
''')
        self.process = subprocess.Popen([self.binaries / "posternd", "--config", self.config],
                                        stderr=subprocess.DEVNULL)
        try:
            self.prepare()
        except BaseException:
            self.__exit__()  # nobody else would: the context was never entered
            raise
        return self

    def prepare(self):
        ports = self.data / "ports.json"
        deadline = time.monotonic() + 20
        while not ports.exists() or not ports.read_text().strip():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("posternd did not start; see its log")
            time.sleep(0.05)
        self.port = json.loads(ports.read_text())["relay"]
        self.pid = self.process.pid
        for key in ("smtp.listed-recipients-per-hour", "smtp.listed-recipients-per-day"):
            self.ctl("settings", "set", key, "0")
        for key in ("smtp.connections", "smtp.connections-per-listed-address", "smtp.connections-per-address"):
            self.ctl("settings", "set", key, "20000")
        self.ctl("whitelist", "update", "127.0.0.1", "--services", "smtp,smtp-auth-bypass")

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait(30)


class Postfix:
    """An instance of its own below the work folder; what it accepts stays queued (its smtp transport is deferred)."""
    name = "postfix"

    def __init__(self, work):
        self.root = work / "postfix"

    def __enter__(self):
        if os.geteuid() != 0:
            raise RuntimeError("Postfix's master needs root")
        self.port = free_port()
        config = self.root / "etc"
        queue = self.root / "queue"
        data = self.root / "data"
        for folder in (config, queue, data):
            folder.mkdir(parents=True)
        os.chmod(self.root.parent, 0o755)
        shutil.chown(data, "postfix")
        (config / "main.cf").write_text(f'''compatibility_level = 3.6
queue_directory = {queue}
data_directory = {data}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = bench.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
defer_transports = smtp
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
default_process_limit = 600
maillog_file = {self.root}/postfix.log
maillog_file_prefixes = {self.root}
''')
        master = pathlib.Path("/usr/share/postfix/master.cf.dist").read_text()
        master = master.replace("smtp      inet  n       -       y       -       -       smtpd",
                                f"127.0.0.1:{self.port} inet n - n - - smtpd")
        lines = []
        for line in master.splitlines():
            words = line.split()
            if len(words) >= 8 and not line.startswith(("#", " ")):
                words[4] = "n"
                line = " ".join(words)
            lines.append(line)
        if not any(line.startswith("postlog") for line in lines):
            lines.append("postlog unix-dgram n - n - 1 postlogd")
        (config / "master.cf").write_text("\n".join(lines) + "\n")
        subprocess.run(["postfix", "-c", config, "start"], check=True, capture_output=True)
        wait_for_port(self.port)
        self.pid = int((queue / "pid" / "master.pid").read_text())
        self.config = config
        return self

    def __exit__(self, *error):
        subprocess.run(["postfix", "-c", self.config, "stop"], check=False, capture_output=True)


class SmtpSink:
    """Stores nothing: the ceiling."""
    name = "smtp-sink"

    def __init__(self):
        self.port = free_port()

    def __enter__(self):
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen(["smtp-sink", *user, f"127.0.0.1:{self.port}", "4096"])
        wait_for_port(self.port, self.process)
        self.pid = self.process.pid
        return self

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait(10)
