#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs the build into a folder and runs the unit's own command line as a user without rights, on port 25.

usage: service_unit.py BUILD_FOLDER SOURCE_FOLDER

What systemd would do is done by hand: the user, the state folder, the one ambient capability, the notification socket.
Runs in a network namespace of its own, so that port 25 is free and nothing is reached by it. The way there, script/install
and the README's commands, is looked at too.
"""
import os
import pathlib
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

from own_namespace import enter_namespace

USER = "nobody"


def unit_value(text, key):
    values = re.findall(rf"^{key}=(.*)$", text, re.M)
    assert len(values) == 1, f"the unit has {len(values)} lines {key}="
    return values[0]


def as_service_user(command, capability):
    name = capability.lower().removeprefix("cap_")
    words = ["setpriv", "--no-new-privs", f"--inh-caps=-all,+{name}", f"--ambient-caps=-all,+{name}",
             f"--bounding-set=-all,+{name}"]
    can_switch = pathlib.Path("/proc/self/uid_map").read_text().split()[2] != "1"
    if can_switch:
        words += [f"--reuid={USER}", "--regid=nogroup", "--clear-groups"]
    return words + command, can_switch


def converse(port, *lines):
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        file = connection.makefile("rwb")
        replies = [file.readline().decode()]
        for line in lines:
            file.write(line.encode() + b"\r\n")
            file.flush()
            while True:
                reply = file.readline().decode()
                if reply[3:4] != "-":
                    break
            replies.append(reply)
        return replies


def expect(condition, sentence):
    if not condition:
        raise AssertionError(sentence)


def service_environment(notify_path):
    """What systemd gives a service, and the sanitizers' options where this is their build."""
    environment = {"NOTIFY_SOCKET": notify_path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    environment.update({name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")})
    return environment


def installed_files(build):
    names = ["bin/posternd", "bin/posternctl", "lib/sysusers.d/postern.conf", "share/postern/postern.toml"]
    cache = (build / "CMakeCache.txt").read_text()
    if "POSTERN_CONSOLE:BOOL=ON" in cache:
        names += ["bin/postern", "share/applications/postern.desktop", "share/icons/hicolor/scalable/apps/postern.svg"]
    return names


def commands_of_readme(source):
    """Those of the second screen: a server to its first message from another machine."""
    text = (source / "README.md").read_text().partition("## From trying to running")[2]
    block = re.search(r"^```sh\n(.*?)^```$", text, re.M | re.S)[1]
    lines = [re.sub(r"\s#.*", "", line) for line in block.splitlines()]
    return [command.strip() for line in lines for command in re.split(r"&&|;|\|", line) if command.strip()]


def check_readme(source):
    commands = commands_of_readme(source)
    expect(len(commands) <= 6, f"the README needs {len(commands)} commands: {commands}")
    expect(commands[-1].startswith("swaks "), f"the README does not end with a message: {commands[-1]}")
    for command in commands:
        for word in re.findall(r"\bscript/\S+", command):
            expect(os.access(source / word, os.X_OK), f"the README speaks of {word}, which is no program")


def check_install(source, folder):
    """script/install with stand-ins for what it calls: in which order, with which words, and what it leaves alone."""
    tree = pathlib.Path(folder, "tree")
    stubs = pathlib.Path(folder, "stubs")
    config = pathlib.Path(folder, "etc.toml")
    said = pathlib.Path(folder, "said")
    for path in (tree / "script", stubs):
        path.mkdir(parents=True)
    text = (source / "script/install").read_text().replace("/etc/postern/postern.toml", str(config))
    script = tree / "script/install"
    stand_ins = [tree / "script" / name for name in ("bootstrap", "build")]
    stand_ins += [stubs / name for name in ("cmake", "systemd-sysusers", "posternd", "systemctl", "sudo")]
    for path in stand_ins:
        root = 'exec "$@"' if path.name == "sudo" else f'echo {path.name} "$@" >>{said}'
        path.write_text(f"#!/bin/sh\n{root}\n")
        path.chmod(0o755)
    script.write_text(text)
    script.chmod(0o755)
    environment = {**os.environ, "PATH": f"{stubs}:{os.environ['PATH']}"}
    listen = ["--listen", "0.0.0.0:25"]
    subprocess.run([script, *listen], check=True, env=environment, capture_output=True)
    config.write_text("# of an administrator\n")
    subprocess.run([script, *listen], check=True, env=environment, capture_output=True)
    steps = [line for line in said.read_text().splitlines() if not line.startswith("systemctl")]
    install = ["bootstrap server", "build server-only", "cmake --install build/server-only --prefix /usr", "systemd-sysusers"]
    expect(steps == [*install, "posternd setup --listen 0.0.0.0:25", *install], f"script/install does: {steps}")


def main():
    build, source = map(pathlib.Path, sys.argv[1:3])
    check_readme(source)
    with tempfile.TemporaryDirectory(prefix="postern-unit.") as folder:
        os.chmod(folder, 0o755)
        check_install(source, folder)
        prefix = pathlib.Path(folder, "usr")
        subprocess.run(["cmake", "--install", build, "--prefix", prefix], check=True, stdout=subprocess.DEVNULL)
        unit = (prefix / "lib/systemd/system/posternd.service").read_text()
        for name in installed_files(build):
            expect((prefix / name).is_file(), f"{name} was not installed")
        pages = re.findall(r"^Documentation=file:(.*)$", unit, re.M)
        expect(pages and all(pathlib.Path(page).is_file() for page in pages), f"the unit speaks of {pages}, not installed")
        expect(unit_value(unit, "Type") == "notify", "the unit is not Type=notify")
        expect(unit_value(unit, "CapabilityBoundingSet") == "CAP_NET_BIND_SERVICE", "the unit keeps more capabilities")

        state = pathlib.Path(folder, unit_value(unit, "StateDirectory"))
        state.mkdir(mode=0o700)
        config = pathlib.Path(folder, "postern.toml")
        setup = subprocess.run([prefix / "bin/posternd", "setup", "--config", config, "--listen", "127.0.0.1:25",
                                "--control-listen", "127.0.0.1:2600", "--hostname", "mx.unit.example", "--data-dir", state],
                               capture_output=True, text=True, stdin=subprocess.DEVNULL)
        expect(setup.returncode == 0, f"posternd setup failed: {setup.stderr}")
        expect("firewall" in setup.stdout, f"setup says nothing of a firewall: {setup.stdout}")
        os.chmod(config, 0o644)

        notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        notify_path = os.path.join(folder, "notify")
        notify.bind(notify_path)
        os.chmod(notify_path, 0o777)
        notify.settimeout(20)

        words = shlex.split(unit_value(unit, "ExecStart"))
        expect(words[0] == str(prefix / "bin/posternd"), f"the unit starts {words[0]}, not what was installed")
        words = [str(config) if word == "/etc/postern/postern.toml" else word for word in words]
        command, is_other_user = as_service_user(words, unit_value(unit, "AmbientCapabilities"))
        if is_other_user:
            shutil.chown(state, USER, "nogroup")
        server = subprocess.Popen(command, env=service_environment(notify_path))
        try:
            expect(b"READY=1" in notify.recv(4096), "the first notification is not READY=1")
            replies = converse(25, "EHLO device.example", "MAIL FROM:<a@example.org>", "RCPT TO:<b@example.net>", "QUIT")
            expect(replies[0].startswith("220 mx.unit.example"), f"greeting: {replies[0]}")
            expect(replies[3].startswith("530 5.7.0"), f"127.0.0.1 is not to send without a login: {replies[3]}")
            server.send_signal(signal.SIGTERM)
            expect(server.wait(20) == 0, f"posternd ended with {server.returncode} on SIGTERM")
        finally:
            if server.poll() is None:
                server.kill()
                server.wait()
    print("the unit's command line serves port 25 as", USER if is_other_user else "the caller", "and stops cleanly")
    return 0


if __name__ == "__main__":
    enter_namespace("Network namespaces", "n", "ip link set lo up")
    sys.exit(main())
