"""nullmailer reads what is exported for it, and sends by it."""

import asyncio
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from smtptui import formats
from smtptui.formats._base import Values
from smtptui.formats._verify import rendered
from tests.real.deliveries import SITUATIONS, Sent, Situation, check
from tests.real.test_deliveries import MESSAGE
from tests.real.unpacked import unpacked

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a program another root folder"),
]
# Its folders are built into it: it sees the machine's programs with its own among them, and a root of the test.
_SCRIPT = """\
mount -t overlay overlay -o "lowerdir=$1:/usr" "$2/usr"
mount --bind /dev/null "$2/dev/null"
exec chroot "$2" /usr/sbin/nullmailer-send
"""


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.name)
async def test_nullmailer_sends(situation: Situation) -> None:
    async def send(values: Values) -> Sent:
        with tempfile.TemporaryDirectory(prefix="smtptui-nullmailer-") as root:
            return await asyncio.to_thread(_send, Path(root), values)

    await check(situation, send)


def _send(root: Path, values: Values) -> Sent:
    """One pass over a queue that holds the message."""
    _lay_out(root)
    shutil.copy(values.ca_file or "", root / "ca.pem")
    remotes = rendered("nullmailer", formats.load("nullmailer"), values._replace(ca_file="/ca.pem"))
    (root / "etc/nullmailer/remotes").write_text(remotes)
    envelope = f"{values.from_address}\n{values.to_address}\n\n"
    (root / "var/spool/nullmailer/queue/1.1").write_bytes(envelope.encode() + MESSAGE)
    programs = unpacked("nullmailer/usr")
    words = ["unshare", "--mount", "sh", "-eu", "-c", _SCRIPT, "sh", str(programs), str(root)]
    ended = subprocess.run(words, capture_output=True, text=True, check=True)
    left = [path for name in ("queue", "failed") for path in (root / "var/spool/nullmailer" / name).iterdir()]
    return Sent(int(bool(left)), ended.stdout + ended.stderr)


def _lay_out(root: Path) -> None:
    root.chmod(0o755)
    for name in (
        "usr",
        "dev",
        "etc/nullmailer",
        *(f"var/spool/nullmailer/{one}" for one in ("queue", "tmp", "failed")),
    ):
        (root / name).mkdir(parents=True)
    for name in ("lib", "lib64"):
        (root / name).symlink_to(f"usr/{name}")
    (root / "dev/null").touch()
    os.mkfifo(root / "var/spool/nullmailer/trigger")
    shutil.copy("/etc/hosts", root / "etc")
    (root / "etc/nullmailer/me").write_text("client.example\n")
    # No pause: one pass, and an end.
    (root / "etc/nullmailer/pausetime").write_text("0\n")
