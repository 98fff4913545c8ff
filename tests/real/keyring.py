"""A session with a keyring of its own: gnome-keyring on a private bus, in a temporary home."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The bus's address tells that the daemon has unlocked its login collection; the session lasts as long as `cat`.
_SESSION = "gnome-keyring-daemon --unlock --components=secrets >/dev/null && echo $DBUS_SESSION_BUS_ADDRESS && exec cat"


@contextmanager
def running_keyring(home: Path) -> Iterator[str]:
    """Run an unlocked keyring; gives the address of its bus. It ends with the session."""
    run_folder = home / "run"
    run_folder.mkdir(mode=0o700)
    environment = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(run_folder)}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_DATA_HOME"):
        environment.pop(name, None)
    session = subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", f"printf passphrase | {_SESSION}"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with session:
        assert session.stdin is not None
        assert session.stdout is not None
        address = session.stdout.readline().strip()
        assert address, "the keyring did not start"
        yield address
        session.stdin.close()
