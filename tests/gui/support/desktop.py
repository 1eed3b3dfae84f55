# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop without a screen, and a person before it: Xvfb with a window manager, a session bus with the
accessibility service, xdotool for the hands, and for the eyes what a screen reader is told.

Whatever was started is ended by its own process id.
"""
import collections
import os
import pathlib
import subprocess
import tempfile

from gi.repository import Gio, GLib

from postern_run import program, wait_for

Box = collections.namedtuple("Box", "x y width height")
PATIENCE = 60  # seconds; a busy machine under a sanitizer is slow
# Bits of AT-SPI's state set.
ACTIVE, CHECKED, ENABLED, FOCUSED, SHOWING = 1 << 1, 1 << 4, 1 << 8, 1 << 12, 1 << 25
ACCESSIBLE = "org.a11y.atspi.Accessible"
# The font that the console's measures are written for, as Qt asks KDE for it; Qt's own default has 9 points.
FONT = "[General]\nfont=Inter,-1,13,5,50,0,0,0,0,0\n"


class Desktop:
    """Xvfb on a display number of its own choice; `environment` leads programs there. Its files lie in `folder`."""

    def __init__(self, folder, size="1366x900"):
        self.processes = []
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith(("DBUS_", "QT_", "WAYLAND_", "AT_SPI_"))}
        settings = pathlib.Path(folder) / "settings"
        settings.mkdir()
        (settings / "kdeglobals").write_text(FONT)
        self.environment |= {"HOME": str(folder), "XDG_RUNTIME_DIR": tempfile.mkdtemp(dir=folder),
                             "XDG_CONFIG_HOME": str(settings), "XDG_CURRENT_DESKTOP": "KDE",
                             "KDE_SESSION_VERSION": "5"}
        try:
            self.open(size)
        except BaseException:
            self.close()
            raise

    def open(self, size):
        number = self.start_and_read("Xvfb", "-displayfd", "{fd}", "-screen", "0", f"{size}x24", "-nolisten", "tcp")
        self.environment["DISPLAY"] = f":{number}"
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.start_and_read(
            "dbus-daemon", "--session", "--nofork", "--print-address={fd}")
        self.environment["QT_QPA_PLATFORM"] = "xcb"
        self.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        self.start("openbox", "--sm-disable")
        # A window that is there before its manager would not get the focus.
        wait_for("the window manager", self.has_window_manager, PATIENCE)
        session = self.bus(self.environment["DBUS_SESSION_BUS_ADDRESS"])
        address, = call(session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        self.accessibility = self.bus(address)

    @staticmethod
    def bus(address):
        flags = Gio.DBusConnectionFlags
        return Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)

    def start(self, *command, **options):
        process = subprocess.Popen([program(command[0]), *command[1:]], env=self.environment,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
        self.processes.append(process)
        return process

    def start_and_read(self, *command):
        """Starts a program that writes one line to the descriptor {fd}; that line."""
        reader, writer = os.pipe()
        with open(reader, encoding="ascii") as answer:
            self.start(*(word.format(fd=writer) for word in command), pass_fds=[writer])
            os.close(writer)
            line = answer.readline().strip()
        assert line, f"{command[0]} did not start"
        return line

    def has_window_manager(self):
        return subprocess.run([program("xdotool"), "get_num_desktops"], env=self.environment, check=False,
                              capture_output=True, timeout=PATIENCE).returncode == 0

    def xdotool(self, *words):
        return subprocess.run([program("xdotool"), *map(str, words)], env=self.environment, check=True, text=True,
                              capture_output=True, timeout=PATIENCE).stdout.strip()

    def close(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def call(bus, owner, path, interface, method, parameters=None):
    answer = bus.call_sync(owner, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE,
                           PATIENCE * 1000, None)
    return answer.unpack()


class Thing:
    """Something on the screen, as it is told to a screen reader now."""

    def __init__(self, bus, owner, path):
        self.bus, self.owner, self.path = bus, owner, path

    def ask(self, method, parameters=None, interface=ACCESSIBLE):
        return call(self.bus, self.owner, self.path, interface, method, parameters)

    def told(self, name, interface=ACCESSIBLE):
        return self.ask("Get", GLib.Variant("(ss)", (interface, name)), "org.freedesktop.DBus.Properties")[0]

    @property
    def name(self):
        return self.told("Name")

    @property
    def description(self):
        return self.told("Description")

    @property
    def role(self):
        return self.ask("GetRoleName")[0]

    def has(self, states):
        low, high = self.ask("GetState")[0]
        return (low | high << 32) & states == states

    @property
    def length(self):
        """Characters in a field; those of a password are counted too."""
        return self.told("CharacterCount", "org.a11y.atspi.Text")

    @property
    def box(self):
        on_screen = GLib.Variant("(u)", (0,))
        return Box(*self.ask("GetExtents", on_screen, "org.a11y.atspi.Component")[0])

    def children(self):
        return [Thing(self.bus, owner, path) for owner, path in self.ask("GetChildren")[0]]

    def below(self):
        for child in self.children():
            if child.has(SHOWING):
                yield child
                yield from child.below()


class Person:
    """Sees what is shown in one program's windows, and moves mouse and keys."""

    def __init__(self, desktop, process):
        self.desktop, self.process = desktop, process
        self.application = None

    def look(self):
        """What is shown now, from the outside in; nothing before the program has opened its window."""
        if self.application is None:
            root = Thing(self.desktop.accessibility, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
            for thing in root.children():
                pid, = call(self.desktop.accessibility, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                            "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                            GLib.Variant("(s)", (thing.owner,)))
                if pid == self.process.pid:
                    self.application = thing
        if self.application is None:
            return []
        return [thing for window in self.application.children() for thing in [window, *window.below()]]

    def find(self, role, name, states=SHOWING):
        """The one of that role and name, the one on top last; None while it is not there."""
        try:
            found = [thing for thing in self.look()
                     if thing.role == role and thing.name == name and thing.has(states)]
        except GLib.Error:  # it went away while we looked
            return None
        return found[-1] if found else None

    def wait(self, role, name, states=SHOWING):
        def condition():
            assert self.process.poll() is None, f"the console ended with {self.process.returncode}"
            return self.find(role, name, states)
        try:
            return wait_for(f"{role} \"{name}\"", condition, PATIENCE)
        except AssertionError as error:
            seen = "\n".join(f"{thing.role}: {thing.name} ({thing.description})" for thing in self.look())
            raise AssertionError(f"{error}; this was shown:\n{seen}") from error

    def wait_until_gone(self, role, name):
        wait_for(f"the end of {role} \"{name}\"", lambda: self.find(role, name) is None, PATIENCE)

    def box_at_rest(self, role, name):
        """Where it is, once the window has the focus and neither is on its way."""
        first = self.wait(role, name, SHOWING | ENABLED).box
        is_active = any(window.has(ACTIVE) for window in self.application.children())
        second = self.wait(role, name, SHOWING | ENABLED).box
        return second if is_active and first == second else None

    def click(self, role, name):
        box = wait_for(f"rest of {role} \"{name}\"", lambda: self.box_at_rest(role, name), PATIENCE)
        assert box.width > 0 and box.height > 0, f"{name} has no place: {box}"
        # The left part: a cell's link begins there, and a row's switch.
        self.desktop.xdotool("mousemove", box.x + min(20, box.width // 2), box.y + box.height // 2, "click", 1)

    def type(self, name, text):
        """In place of what stands in the field, and sees that it stands there."""
        self.click("text", name)
        self.wait("text", name, SHOWING | FOCUSED)
        self.key("ctrl+a")
        self.desktop.xdotool("type", "--delay", 2, "--", text)
        wait_for(f"{len(text)} characters in \"{name}\"", lambda: self.wait("text", name).length == len(text), PATIENCE)

    def key(self, *keys):
        self.desktop.xdotool("key", *keys)

    def photograph(self, file):
        """The window without its frame, and without a pointer in it."""
        self.desktop.xdotool("mousemove", 0, 0)
        window, = self.desktop.xdotool("search", "--sync", "--onlyvisible", "--pid", self.process.pid).split()
        subprocess.run([program("import"), "-window", window, file], env=self.desktop.environment, check=True,
                       timeout=PATIENCE)
