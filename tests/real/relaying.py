"""A Postfix of our own that hands its mail to a relay, by the files that were exported for it."""

import asyncio
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from smtptui.formats import load
from smtptui.formats._base import Values, files
from smtptui.formats._verify import rendered_file
from tests.real.deliveries import Sent
from tests.real.postfix import running_master
from tests.real.waiting import eventually

_MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = local.example
mydestination =
alias_maps =
# The names of loopback are in no DNS.
smtp_host_lookup = native
"""
_MASTER = """\
pickup   unix n - n 1 1 pickup
cleanup  unix n - n - 0 cleanup
qmgr     unix n - n 300 1 qmgr
rewrite  unix - - n - - trivial-rewrite
bounce   unix - - n - 0 bounce
defer    unix - - n - 0 bounce
trace    unix - - n - 0 bounce
error    unix - - n - - error
retry    unix - - n - - error
smtp     unix - - n - - smtp
tlsmgr   unix - - n 1000? 1 tlsmgr
postlog  unix-dgram n - n - 1 postlogd
"""


def send_by_postfix(values: Values, message: bytes) -> Sent:
    """Start it, hand the message in, and wait for what becomes of it."""
    folder = Path(tempfile.mkdtemp(prefix="smtptui-relay-"))
    try:
        _write(folder, values)
        return _sent(folder, values, message)
    finally:
        shutil.rmtree(folder)


def _write(folder: Path, values: Values) -> None:
    folder.chmod(0o755)
    for name, owner in (("etc", "root"), ("queue", "root"), ("data", "postfix")):
        (folder / name).mkdir()
        shutil.chown(folder / name, owner)
    (folder / "etc/main.cf").write_text(_MAIN.format(folder=folder))
    (folder / "etc/master.cf").write_text(_MASTER)
    for one in files(load("postfix"), ""):
        path = folder / "etc" / Path(one.path).name
        path.write_text(rendered_file("postfix", one, values, "", path.read_text() if path.exists() else None))
        path.chmod(one.mode)
    _run(folder, "postmap", str(folder / "etc/sasl_passwd"))


def _sent(folder: Path, values: Values, message: bytes) -> Sent:
    log = folder / "log"
    with running_master(folder / "etc", folder / "queue"):
        subprocess.run(
            ["sendmail", "-C", folder / "etc", "-f", values.from_address or "", values.to_address or ""],
            input=message,
            check=True,
        )
        status = eventually(lambda: re.search(r" status=(\w+) ", log.read_text()), "what became of it", 30)
        return Sent(int(status[1] != "sent"), log.read_text())


def _run(folder: Path, program: str, *words: str) -> None:
    subprocess.run([program, "-c", folder / "etc", *words], check=True, capture_output=True)


async def send(values: Values, message: bytes) -> Sent:
    """The same beside a running loop."""
    return await asyncio.to_thread(send_by_postfix, values, message)
