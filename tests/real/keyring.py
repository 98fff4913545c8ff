"""A session with a keyring of its own: gnome-keyring on a private bus, in a temporary home."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The daemon goes into the background once its login collection is open; a first call makes it take its name on the
# bus, which then knows its number. It should end with the bus, and does not always. The session lasts as long as `cat`.
_SESSION = """
set -e
ask() { dbus-send --session --print-reply=literal "$@"; }
printf passphrase | gnome-keyring-daemon --unlock --components=secrets >/dev/null
ask --dest=org.freedesktop.secrets /org/freedesktop/secrets org.freedesktop.DBus.Peer.Ping >/dev/null
echo $DBUS_SESSION_BUS_ADDRESS
ask --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets
exec cat
"""
_DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_DATA_HOME")


@contextmanager
def running_keyring(home: Path) -> Iterator[str]:
    """Run an unlocked keyring; gives the address of its bus."""
    with _session(home) as session:
        assert session.stdin is not None
        assert session.stdout is not None
        address = session.stdout.readline().strip()
        answer = session.stdout.readline()
        assert answer.startswith("   uint32 "), "the keyring did not start"
        try:
            yield address
        finally:
            os.kill(int(answer.split()[1]), signal.SIGTERM)
            session.stdin.close()


def _session(home: Path) -> "subprocess.Popen[str]":
    run_folder = home / "run"
    run_folder.mkdir(mode=0o700)
    kept = {name: value for name, value in os.environ.items() if name not in _DESKTOP}
    return subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", _SESSION],
        env={**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(run_folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
